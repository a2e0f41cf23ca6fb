"""The worked examples of schemes 34 to 36, 38 and 40, run through the oracles, give the printed numbers."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from tests.oracles import grade_rewards, operator_criteria, quality_management, quality_plan, staff_ratings
from tests.oracles.common import Outcome, Row, shown
from tests.oracles.filed import measured

JANUARY = ("2014-01", "2014-01")


def unit(kind: str, name: str = "U") -> Row:
    return {"unit": name, "kind": kind, "name": "", "parent": ""}


def rated(leaves: Sequence[str], scores: Sequence[object], name: str = "U", period: str = "2014-01") -> list[Row]:
    """A mark for each leaf that has a score."""
    return [
        {"unit": name, "period": period, "item": leaf, "score": str(score)}
        for leaf, score in zip(leaves, scores, strict=True)
        if score is not None
    ]


def total(outcome: Outcome, node: str = "total") -> str:
    return shown(outcome.nodes["month", "U", "2014-01", node], "points")


@pytest.mark.parametrize(
    ("weights", "printed"), [("equal", "84.00"), (".3;.2;.2;.2;.1", "86.00")], ids=["E34.1", "E34.2"]
)
def test_quality_management(weights: str, printed: str) -> None:
    tables = {"units": [unit("person")], "ratings": rated(quality_management.LEAVES, (90, 80, 95, 85, 70))}
    outcome = quality_management.assess(tables, {"weights": weights}, JANUARY)
    assert total(outcome) == printed
    assert outcome.ranks["month", "U", "2014-01", "total"] == (1, 1)


def test_quality_plan() -> None:
    tables = {"units": [unit("team")], "ratings": rated(quality_plan.LEAVES, (90, 80, 70, 85, 95))}
    assert total(quality_plan.assess(tables, {"resolution_from": "mark"}, JANUARY)) == "84.00"  # E35.1
    waits = ("10:30:00", "11:30:00")
    tables["tickets"] = [
        {
            "ticket": text,
            "unit": "U",
            "kind": "request",
            "accepted_at": "2014-01-05T10:00:00",
            "responded_at": f"2014-01-05T{text}",
        }
        for text in waits
    ]
    tables["measurements"] = measured("U", "2014-01", resolution_rate="46/50")
    outcome = quality_plan.assess(tables, {}, JANUARY)
    assert total(outcome, "resolution") == total(outcome, "resolution_rate") == "92.00"  # E35.2
    assert total(outcome, "mean_response_time_minutes") == "60.00"  # E35.3


def rewards(periods: dict[str, dict[str, object]], **parameters: object) -> Outcome:
    """Totals of persons by period, each as four equal marks."""
    names = dict.fromkeys(name for scores in periods.values() for name in scores)
    tables = {
        "units": [unit("person", name) for name in names],
        "ratings": [
            row
            for period, scores in periods.items()
            for name, score in scores.items()
            for row in rated(grade_rewards.LEAVES, [score] * 4, name, period)
        ],
    }
    return grade_rewards.assess(
        tables, {"illustrative": True, **parameters}, ("2014-01", f"2014-{3 * len(periods):02d}")
    )


@pytest.mark.parametrize(
    ("score", "grade"),
    [
        pytest.param("90", "A", id="E36.1 A"),
        pytest.param("89.99", "B", id="E36.1 B"),
        pytest.param("75", "B", id="E36.2 B"),
        pytest.param("74.99", "C", id="E36.2 C"),
    ],
)
def test_grades(score: str, grade: str) -> None:
    outcome = rewards({"2014-Q1": {"P": score}})
    assert outcome.grades == {("quarter", "P", "2014-Q1", "total"): grade}


def honoured(outcome: Outcome, flag: str = "top_honour") -> int:
    return sum(raised[2] == flag for raised in outcome.flags)


def test_top_three() -> None:
    scores = (98, 96, 95, 95, 93, 92, 91, 90, 90, 90, 90, 88)
    many = rewards({"2014-Q1": {f"P{n:02d}": score for n, score in enumerate(scores)}}, top_honour_bonus=500)
    assert honoured(many) == len(many.money) == 4  # E36.3
    assert honoured(many, "top_commendation") == 11
    few = rewards({"2014-Q1": {"P1": 95, "P2": 74, "P3": 60}})
    assert honoured(few) == 1  # E36.6


def test_persistent_c() -> None:
    outcome = rewards({"2014-Q1": {"P": 60}, "2014-Q2": {"P": 60}})  # E36.5
    assert {flag[1:3] for flag in outcome.flags} == {("2014-Q1", "retest"), ("2014-Q2", "sanction")}


@pytest.mark.parametrize(
    ("minutes", "points"),
    [("60", "100.00"), ("60.6", "80.00"), ("1440", "60.00"), ("1440.6", "0.00")],
    ids=lambda text: f"E38.1 {text}",
)
def test_response_tiers(minutes: str, points: str) -> None:
    tables = {
        "units": [unit("company")],
        "ratings": rated(operator_criteria.LEAVES[1:], (90, 85, 100, 95)),
        "measurements": measured("U", "2014-01", mean_response_time_minutes=minutes),
    }
    outcome = operator_criteria.assess(tables, {"illustrative": True}, JANUARY)
    assert total(outcome, "response_speed") == points


def test_operator_total() -> None:
    tables = {"units": [unit("company")], "ratings": rated(operator_criteria.LEAVES, (80, 90, 85, 100, 95))}
    outcome = operator_criteria.assess(tables, {"illustrative": True, "response_speed_from": "mark"}, JANUARY)
    assert total(outcome) == "90.00"  # E38.2


def test_staff_ratings() -> None:
    tables = {"units": [unit("person")], "ratings": rated(staff_ratings.LEAVES, (90, 85, 80, 95, 88))}
    assert total(staff_ratings.assess(tables, {}, JANUARY)) == "87.60"  # E40.1
    for scores in ((90, 80, 85), (90, 80)):  # E40.2, E40.3
        several = [
            {**row, "role": role}
            for role, score in zip(staff_ratings.METHODS, scores, strict=False)
            for row in rated(staff_ratings.LEAVES, (score, None, None, None, None))
        ]
        held = [*several, *rated(staff_ratings.LEAVES, (None, 85, 80, 95, 88))]
        outcome = staff_ratings.assess({"units": [unit("person")], "ratings": held}, {}, JANUARY)
        assert outcome.nodes["month", "U", "2014-01", "attitude"] == Fraction(85)
