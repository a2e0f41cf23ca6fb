"""``as_of`` in a rows table: the moment at which a row is judged, which is the end of its period unless the run says."""

import pytest

from kaohe.core.errors import KaoheError
from tests.core.run.small import scored

DOCUMENT = """
[rows.order]
of = "dispatch_order"
at = "due"
[rows.order.let]
due = "after(at, 60)"
answered = "known(replied_at) and replied_at <= as_of"
[rows.order.over]
answers = { how = "number", per = ["unit"], where = "answered", within = "year" }
[month]
unit = "person"
period = "month"
[month.node]
answers = { rows = "order", where = "answered", how = "count", is = "count" }
"""
TABLES = {
    "units": "unit,kind\nP,person\n",
    "events": "event,unit,kind,at,replied_at\n"
    "E1,P,dispatch_order,2003-03-31T22:59:59,2003-03-31T23:59:59\n"
    "E2,P,dispatch_order,2003-03-31T22:59:59,2003-04-01T00:00:00\n"
    "E3,P,dispatch_order,2003-03-31T23:00:00,2003-04-01T00:00:00\n",
}


def answered(period: str, **more: object) -> dict[str, str]:
    rows = scored(DOCUMENT, TABLES, period, **more)["rows"]
    return {row["ref"]: row["value"] for row in rows if row["name"] == "answered"}


def test_a_row_is_judged_at_the_end_of_its_own_month() -> None:
    assert answered("2003-03,2003-04") == {"E1": "1", "E2": "0", "E3": "1"}


def test_a_scheme_by_the_quarter_judges_at_the_end_of_the_quarter() -> None:
    quarterly = DOCUMENT.replace("[month", "[quarter").replace('period = "month"', 'period = "quarter"')
    rows = scored(quarterly, TABLES, "2003-Q1,2003-Q2")["rows"]
    found = {row["ref"]: row["value"] for row in rows if row["name"] == "answered"}
    assert found == {"E1": "1", "E2": "0", "E3": "1"}
    early = {**TABLES, "events": TABLES["events"].replace("2003-03-31T2", "2003-02-28T2")}
    rows = scored(quarterly, early, "2003-Q1,2003-Q2")["rows"]
    assert {row["ref"]: row["value"] for row in rows if row["name"] == "answered"} == {"E1": "1", "E2": "0", "E3": "0"}


def test_the_run_may_say_when() -> None:
    assert answered("2003-03,2003-04", as_of="2003-04-01") == {"E1": "1", "E2": "1", "E3": "1"}
    assert answered("2003-03,2003-04", as_of="2003-03-31T23:59:59") == {"E1": "1", "E2": "0", "E3": "0"}


def test_a_period_that_rests_on_a_window_has_no_moment() -> None:
    document = DOCUMENT.replace('at = "due"', 'at = "after(due, answers)"')
    with pytest.raises(KaoheError, match=r"circle|as_of cannot be read"):
        scored(document, TABLES, "2003-03")
