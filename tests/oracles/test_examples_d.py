"""The worked examples of schemes 29 to 33, run through the oracles, give the printed numbers."""

from __future__ import annotations

import pytest

from tests.oracles import complaint_shares, dispatch_order, gm_hotline, human_cause, outlet_ranking
from tests.oracles.common import Parameters, Row, Span, shown
from tests.oracles.filed import measured, rows
from tests.oracles.measures import segment_of

MONTH = "2014-01"
ALONE: Span = (MONTH, MONTH)
BRANCH = {"unit": "B", "kind": "branch", "parent": ""}
PERSON = {"unit": "P", "kind": "person", "parent": "B"}

# --- 29 --------------------------------------------------------------------------------------------------------------


def hotline(ticket: str, desk: str = "", **stamps: str) -> Row:
    """A hotline complaint of 6 and 7 January, each stamp written as `day hour:minute:second`."""
    at = {f"{name}_at": "2014-01-{}T{}".format(*text.split()) for name, text in stamps.items()}
    return {"ticket": ticket, "unit": "B", "kind": "hotline_complaint", "desk": desk, **at}


DONE = {
    "dispatched": "06 09:10:00",
    "followed_up": "06 10:00:00",
    "department_dispatched": "06 09:40:00",
    "department_received": "06 09:40:00",
    "answered": "07 05:40:00",
    "returned": "07 05:40:00",
}
"""The chain after the front desk: 30 minutes and 20 hours."""


@pytest.mark.parametrize(
    ("ticket", "result"),
    [
        pytest.param(hotline("T", hung_up="06 09:00:00", submitted="06 09:05:00", **DONE), "on_time", id="E29.1 5:00"),
        pytest.param(hotline("T", hung_up="06 09:00:00", submitted="06 09:05:01", **DONE), "late", id="E29.1 5:01"),
        pytest.param(hotline("T", **DONE), "on_time", id="E29.2"),
        pytest.param(
            hotline("T", "province", department_received="06 09:00:00", answered="07 09:01:00"), "late", id="E29.3"
        ),
    ],
)
def test_stages(ticket: Row, result: str) -> None:
    outcome = gm_hotline.assess({"units": [BRANCH], "tickets": [ticket]}, {}, ALONE)
    assert outcome.rows["tickets", "T", "ticket_result"] == result


def test_compliance() -> None:
    """E29.4."""
    tickets = [hotline(f"T{n}", hung_up="06 09:00:00", submitted=f"06 09:0{3 + n}:00", **DONE) for n in range(4)]
    outcome = gm_hotline.assess({"units": [BRANCH], "tickets": tickets}, {}, ALONE)
    assert shown(outcome.nodes["month", "B", MONTH, "compliance_rate"], "percent") == "75.00"


# --- 30 and 31 -------------------------------------------------------------------------------------------------------

ORDERED = "2014-01-06T08:00:00"


def orders(*replies: str, **parameters: object) -> tuple[list[object], str, set[str]]:
    """What came of orders of 6 January, the count at the month's end, and the flags."""
    filed = rows("P", ORDERED, *(f"dispatch_order replied_at={reply}" for reply in replies))
    outcome = dispatch_order.assess({"units": [PERSON], "events": filed}, parameters, ALONE)
    results = [outcome.rows["events", row["event"], "reply"] for row in filed]
    return results, shown(outcome.nodes["month", "P", MONTH, "counted"], "count"), {flag[2] for flag in outcome.flags}


def test_replies() -> None:
    """E30.1."""
    results, _, _ = orders("2014-01-07T08:00:00", "2014-01-07T08:01:00", "")
    assert results == ["replied", "late_reply", "non_reply"]


@pytest.mark.parametrize(
    ("replies", "parameters", "count"),
    [
        pytest.param(("", ""), {}, "2", id="E30.2"),
        pytest.param(("", "2014-01-07T08:01:00"), {}, "1", id="E30.4"),
        pytest.param(("", "2014-01-07T08:01:00"), {"late_reply_is_non_reply": True}, "2", id="E30.4 counted"),
    ],
)
def test_no_veto(replies: tuple[str, ...], parameters: Parameters, count: str) -> None:
    _, counted, flags = orders(*replies, **parameters)
    assert counted == count
    assert "veto" not in flags


@pytest.mark.parametrize(
    ("determination", "count", "fines"),
    [pytest.param("final", 2, "200.00", id="E31.1"), pytest.param("initial", 1, "0.00", id="E31.2")],
)
def test_human_cause(determination: str, count: int, fines: str) -> None:
    filed = rows("P", ORDERED, *[f"complaint human=true determination={determination}"] * count)
    pay = measured("P", MONTH, performance_pay="1000", base_wage="2000")
    tables = {"units": [BRANCH, PERSON], "events": filed, "measurements": pay}
    outcome = human_cause.assess(tables, {"illustrative": True}, ALONE)
    assert shown(outcome.nodes["month", "P", MONTH, "fines"], "yuan") == fines


# --- 32 and 33 -------------------------------------------------------------------------------------------------------


def shares(*counts: tuple[str, str, int]) -> dict[str, str]:
    """Complaints by day, net and number; the nodes of hotline 1001 as displayed."""
    filed = [
        row
        for day, net, count in counts
        for row in rows("B", day, f"complaint net={net} count={count} recorded_by=hotline_1001")
    ]
    outcome = complaint_shares.assess({"units": [BRANCH], "events": filed}, {}, ALONE)
    unit = segment_of("B", "hotline_1001")
    return {key[3]: shown(value, "percent") for key, value in outcome.nodes.items() if key[1] == unit}


def test_shares() -> None:
    """E32.1 to E32.3."""
    now = (ORDERED, "product", 90), (ORDERED, "sales_channel", 60), (ORDERED, "support", 50)
    found = shares(*now, ("2013-12-06", "product", 40), ("2013-12-06", "support", 60))
    assert [found[f"share_{net}"] for net in complaint_shares.NETS] == ["45.00", "30.00", "25.00", "0.00"]
    assert found["share_product_change"] == "5.00"
    assert {shares()[f"share_{net}"] for net in complaint_shares.NETS} == {"no_cases"}


def test_outlets() -> None:
    """E33.1 to E33.3."""
    outlets = [{"unit": f"O{n}", "kind": "outlet", "parent": "B"} for n in range(5)]
    scores = [
        row for n, score in enumerate((95, 90, 90, 80)) for row in measured(f"O{n}", MONTH, appraisal_score=str(score))
    ]
    filed = rows("P", ORDERED, "rule_violation")
    tables = {"units": [BRANCH, PERSON, *outlets], "measurements": scores, "events": filed}
    outcome = outlet_ranking.assess(tables, {}, ALONE)
    places = [outcome.ranks["month", f"O{n}", MONTH, "total"] for n in range(4)]
    assert places == [(1, 4), (2, 4), (2, 4), (4, 4)]
    assert ("P", MONTH, "circular_criticism", "", filed[0]["event"], "") in outcome.flags
    assert ("O4", MONTH, "not_ranked", "", "", "") in outcome.flags
