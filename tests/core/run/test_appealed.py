"""An event under appeal counts, and all that it makes is pending; one that is rejected does not count."""

import pytest

from tests.core.run.small import scored

UNITS = "unit,kind\nP,person\n"
RULES = """
[rows.fault]
of = "outage"
[rows.fault.let]
fine = "20"
[rows.fault.flag.late_ticket]
[month]
unit = "person"
period = "month"
[month.node]
fines = { rows = "fault", each = "fine", is = "yuan" }
outages = { rows = "outage", how = "count", is = "count" }
[month.money.fine]
post = "-fines"
account = "fine"
"""


def judged(status: str) -> dict[str, object]:
    text = f"event,unit,kind,at,status\nE1,P,outage,2014-03-03,{status}\nE2,P,outage,2014-03-04,verified\n"
    return scored(RULES, {"units": UNITS, "events": text}, "2014-03")


@pytest.mark.parametrize(
    ("status", "outages", "state", "money"),
    [
        ("", "2", "value", ("-40.00", "final")),
        ("reported", "1", "value", ("-20.00", "final")),
        ("verified", "2", "value", ("-40.00", "final")),
        ("appealed", "2", "pending", ("-40.00", "pending")),
        ("upheld", "2", "value", ("-40.00", "final")),
        ("rejected", "1", "value", ("-20.00", "final")),
    ],
)
def test_a_status_says_what_counts_and_what_is_pending(
    status: str, outages: str, state: str, money: tuple[str, str]
) -> None:
    results = judged(status)
    nodes = {row["node"]: (row["value"], row["state"]) for row in results["nodes"]}
    assert nodes["outages"] == (outages, state)
    assert nodes["fines"][1] == state
    assert [(row["amount"], row["status"]) for row in results["money"]] == [money]


def test_the_flag_of_an_appealed_row_is_pending_and_the_row_too() -> None:
    results = judged("appealed")
    assert {(row["ref"], row["status"]) for row in results["flags"]} == {("E1", "pending"), ("E2", "final")}
    assert {(row["ref"], row["state"]) for row in results["rows"]} == {("E1", "pending"), ("E2", "value")}
