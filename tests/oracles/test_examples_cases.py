"""The worked examples of schemes 37, 39 and 41, run through the oracles, give the printed numbers."""

from __future__ import annotations

import pytest

from tests.oracles import complaint_classes, urgency_ladder, vehicle_service
from tests.oracles.common import Outcome, Row, shown
from tests.oracles.filed import measured, rows

PERSON = {"unit": "P", "kind": "person", "name": "", "parent": "T"}
TEAM = {"unit": "T", "kind": "team", "name": "", "parent": ""}
QUARTER = ("2014-01", "2014-03")


def ladder(*texts: str) -> Outcome:
    tables = {"units": [PERSON], "events": rows("P", "2014-02-03", *texts)}
    return urgency_ladder.assess(tables, {"illustrative": True}, QUARTER)


@pytest.mark.parametrize(("answered", "rate"), [("10:00:00", 100), ("10:01:00", 0)], ids=["E37.1 60", "E37.1 61"])
def test_urgent_answer(answered: str, rate: int) -> None:
    ticket = {"ticket": "A", "unit": "P", "kind": "request", "priority": "urgent", "accepted_at": "2014-02-03T09:00:00"}
    tables = {"units": [PERSON], "tickets": [{**ticket, "responded_at": f"2014-02-03T{answered}"}]}
    outcome = urgency_ladder.assess(tables, {"illustrative": True}, QUARTER)
    assert outcome.nodes["person_quarter", "P", "2014-Q1", "response_timeliness_rate"] == rate


@pytest.mark.parametrize(
    ("texts", "rung"),
    [
        pytest.param(["substandard_service"] * 2, "warning", id="E37.2"),
        pytest.param(["substandard_service"] * 3, "training", id="E37.3"),
        pytest.param(["substandard_service severity=serious"], "post_change_or_dismissal", id="E37.4"),
    ],
)
def test_ladder(texts: list[str], rung: str) -> None:
    assert set(ladder(*texts).grades.values()) == {rung}


def vehicle(events: list[Row], **parameters: object) -> Outcome:
    """A vehicle that is there from October on, with violations a (5 points) and b (2 points)."""
    points = {"violation_deductions.a": 5, "violation_deductions.b": 2}
    numbered = [{**row, "event": f"E{n}"} for n, row in enumerate(events)]
    tables = {"units": [{"unit": "V", "kind": "vehicle", "from": "2014-10-01"}], "events": numbered}
    return vehicle_service.assess(tables, {"illustrative": True, **points, **parameters}, ("2014-01", "2014-12"))


def test_vehicle() -> None:
    events = rows("V", "2014-10-03", "rule_violation violation=a", "rule_violation violation=b")
    events += rows("V", "2014-12-03", "rule_violation violation=b")
    outcome = vehicle(events)
    assert outcome.nodes["month", "V", "2014-10", "total"] == 93  # E39.1
    assert shown(outcome.nodes["year", "V", "2014", "total"], "points") == "97.00"  # E39.2
    assert set(outcome.grades.values()) == {"excellent"}  # E39.3
    below = vehicle([*events, *rows("V", "2014-11-03", "rule_violation violation=a decided_points=-6.03")])
    assert shown(below.nodes["year", "V", "2014", "total"], "points") == "94.99"
    assert set(below.grades.values()) == {"ordinary"}


def classes(*texts: str, window: str = "", incident: str = "") -> Outcome:
    """Cases of one person in January, of one incident or each of its own."""
    person = {**PERSON, "window_unit": window}
    events: list[Row] = [{**row, "incident": incident} for row in rows("P", "2014-01-05", *texts)]
    tables = {"units": [person], "events": events, "measurements": measured("P", "2014-01", bundled_wage="9000")}
    return complaint_classes.assess(tables, {"illustrative": True}, ("2014-01", "2014-01"))


def of(outcome: Outcome) -> list[str]:
    return sorted(str(level) for level in outcome.rows.values())


PROVINCIAL = "media_exposure media_level=provincial_or_above serious_effect=true"
CITY, LEFT = "media_exposure media_level=city", "leaving_post consequences=bad"
LATE = "service_promise_breach late=true"


def test_classes_and_amounts() -> None:
    assert of(classes(CITY, PROVINCIAL, incident="I")) == ["1"]  # E41.1
    assert of(classes(CITY, LEFT)) == ["2", "3"]  # E41.5
    fines = {text: classes(text).nodes["month", "P", "2014-01", "fines"] for text in (CITY, LEFT)}
    assert list(fines.values()) == [300, 100]  # E41.2
    assert classes(CITY, LEFT, PROVINCIAL).nodes["month", "P", "2014-01", "fines"] == 1400  # E41.3


def test_late() -> None:  # E41.6
    assert of(classes(f"{LATE} customer_reaction=extreme")) == ["2"]
    assert of(classes(f"{LATE} late_cause=piled_up")) == ["3"]
    neither = classes(LATE)
    assert of(neither) == []
    assert {flag[2] for flag in neither.flags} == {"late_unclassified"}


@pytest.mark.parametrize(
    ("window", "reaction", "level"), [("true", "dissatisfied", "2"), ("true", "none", "3"), ("false", "strong", "3")]
)
def test_forbidden_phrase(window: str, reaction: str, level: str) -> None:  # E41.7
    assert of(classes(f"prohibited_phrase customer_reaction={reaction}", window=window)) == [level]
