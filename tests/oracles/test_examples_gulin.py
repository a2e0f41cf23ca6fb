"""The worked examples of schemes 9, 10, 12, 13 and 14, run through the oracles, give the printed numbers."""

from __future__ import annotations

import pytest

from tests.oracles import area_contract, first_contact, publicity, supervision, time_limits
from tests.oracles.common import Row, month, shown
from tests.oracles.filed import measured, rows

APRIL = ("2012-04", "2012-05")
AREA = {"unit": "A", "kind": "area", "urban": "true"}


def area(complaints: str, replies: str, satisfied: str, events: list[Row], **parameters: object) -> list[str]:
    given = {"complaint_rate": complaints, "ticket_reply_72h_rate": replies, "satisfaction_rate": satisfied}
    values = measured("A", "2012-04", subscribers="5000", **{name: text for name, text in given.items() if text})
    tables = {"units": [AREA], "measurements": values, "events": events}
    nodes = area_contract.assess(tables, parameters, ("2012-04", "2012-04")).nodes
    quantities = {**dict.fromkeys(given, "percent"), "complaint_rate": "complaint_rate", "qualified": "yes_no"}
    return [shown(nodes["month", "A", "2012-04", name], quantity) for name, quantity in quantities.items()]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param(("4/5000", "40/40", "199/200"), ["0.0800", "100.00", "99.50", "1"], id="E9.1"),
        pytest.param(("5/5000", "40/40", "199/200"), ["0.1000", "100.00", "99.50", "0"], id="E9.2"),
        pytest.param(("4/5000", "39/40", "199/200"), ["0.0800", "97.50", "99.50", "0"], id="E9.4"),
        pytest.param(("", "", "200/200"), ["0.0000", "no_cases", "100.00", "1"], id="E9.5"),
    ],
)
def test_area(given: tuple[str, str, str], expected: list[str]) -> None:
    assert area(*given, []) == expected


def test_area_counts_what_was_recorded() -> None:
    events = rows("A", "2012-04-02", *["complaint"] * 4, "complaint verified=false")
    assert area("", "40/40", "199/200", events)[::3] == ["0.1000", "0"]  # E9.7


def test_nobody_was_asked() -> None:
    with pytest.raises(ValueError, match="satisfaction_rate"):
        area("4/5000", "40/40", "0/0", [])  # E9.8
    assert area("4/5000", "40/40", "0/0", [], empty_survey="met")[-1] == "1"


def ticket(kind: str, accepted: str, **cells: str) -> Row:
    return {"ticket": "T", "unit": "A", "kind": kind, "accepted_at": accepted, **cells}


@pytest.mark.parametrize(
    ("row", "due", "result"),
    [
        pytest.param(ticket("installation", "2012-04-09", urban="true", completed_at="2012-04-16"), "2012-04-16", "on_time", id="E10.1"),
        pytest.param(ticket("installation", "2012-04-09", urban="true", completed_at="2012-04-17"), "2012-04-16", "late", id="E10.1 late"),
        pytest.param(ticket("installation", "2012-04-09", urban="false"), "2012-04-23", "late", id="E10.2"),
        pytest.param(ticket("fault", "2012-04-26T08:00", **{"class": "ordinary"}, completed_at="2012-04-27T08:00"), "2012-04-27", "on_time", id="E10.4"),
        pytest.param(ticket("fault", "2012-04-26T08:00", **{"class": "ordinary"}, completed_at="2012-04-27T08:01"), "2012-04-27", "late", id="E10.4 late"),
        pytest.param(ticket("complaint_reply", "2012-04-26"), "2012-05-02", "late", id="E10.5"),
        pytest.param(ticket("installation", "2012-04-09", urban="true", materials_complete_at="2012-04-10", network_ready_at="2012-04-11"), "2012-04-18", "late", id="E10.7"),
        pytest.param(ticket("installation", "2012-04-09", urban="true", network_ready="false"), "", "not_due", id="E10.7 not due"),
    ],
)  # fmt: skip
def test_deadline(row: Row, due: str, result: str) -> None:
    (found,) = time_limits.judge([row], {})
    assert ("" if found.due is None else found.due.date().isoformat(), found.result) == (due, result)


def test_deadline_by_weekdays() -> None:
    (found,) = time_limits.judge([ticket("complaint_reply", "2012-04-26")], {"calendar": "weekdays"})
    assert str(found.due) == "2012-05-01 23:59:59"  # E10.5


def test_time_limits() -> None:
    stamps = (("2012-04-10", "2012-04-10T09:00"), ("2012-04-11", ""), ("2012-04-30T12:00", ""))
    filed = [ticket("fault", at, **{"class": "ordinary"}, completed_at=done) for at, done in stamps]
    tables = {"units": [AREA], "tickets": [{**row, "ticket": f"T{n}"} for n, row in enumerate(filed)]}
    nodes = time_limits.assess(tables, {}, ("2012-04", "2012-04")).nodes
    assert nodes["month", "A", "2012-04", "overall_compliance_rate"] == 50  # E10.8
    assert nodes["month", "A · fault_ordinary", "2012-04", "late_tickets"] == 1


@pytest.mark.parametrize(
    ("ways", "violations"),
    [
        pytest.param("explained=true told=true", 0, id="E12.1"),
        pytest.param("explained=true", 1, id="E12.2"),
        pytest.param("led=true phoned=true told=true", 1, id="E12.3"),
    ],
)
def test_first_contact(ways: str, violations: int) -> None:
    visit = rows("P", "2012-04-02", f"first_contact_check resolvable=false attitude_ok=true {ways}")
    tables = {"units": [{"unit": "P", "kind": "person", "post_rank": "2"}], "events": visit}
    outcome = first_contact.assess(tables, {}, APRIL)
    assert outcome.nodes["month", "P", "2012-04", "violations"] == violations


def test_highest_post() -> None:
    persons = [{"unit": unit, "kind": "person", "post_rank": post} for unit, post in (("P", "2"), ("Q", "5"))]
    visit = [row for unit in "PQ" for row in rows(unit, "2012-04-02", "first_contact_check incident=V")]
    outcome = first_contact.assess({"units": persons, "events": visit}, {}, APRIL)
    assert {flag[0] for flag in outcome.flags} == {"Q"}  # E12.4


@pytest.mark.parametrize(("posted", "share", "compliant"), [(6, "100.00", 1), (5, "83.33", 0), (0, "0.00", 0)])
def test_publicity(posted: int, share: str, compliant: int) -> None:
    texts = (f"publicity_check incident=I posting={name} posted=" for name in publicity.POSTINGS)
    looks = rows("O", "2012-04-02", *(f"{text}{str(n < posted).lower()}" for n, text in enumerate(texts)))
    nodes = publicity.assess({"units": [{"unit": "O", "kind": "outlet"}], "events": looks}, {}, APRIL).nodes
    cell = "month", "O", month(2012 * 12 + 3)
    assert shown(nodes[*cell, "posted_share"], "percent") == share  # E13.1, E13.2, E13.3
    assert nodes[*cell, "compliant"] == compliant


@pytest.mark.parametrize(
    ("persuasion", "result", "referrals"),
    [
        pytest.param("ok", "closed", 0, id="E14.1"),
        pytest.param("failed", "referral_to_leader", 1, id="E14.2"),
        pytest.param("", "persuasion_missing", 0, id="E14.3"),
    ],
)
def test_supervision(persuasion: str, result: str, referrals: int) -> None:
    filed = rows("P", "2012-04-02", f"rule_violation persuasion={persuasion}")
    outcome = supervision.assess({"units": [{"unit": "P", "kind": "person"}], "events": filed}, {}, APRIL)
    assert outcome.rows == {("events", "P-00", "persuasion_result"): result}
    assert outcome.nodes["month", "P", "2012-04", "referrals"] == referrals
    assert {flag[2] for flag in outcome.flags} == {result} - {"closed"}
