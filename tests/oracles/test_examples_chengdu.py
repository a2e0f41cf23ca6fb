"""The worked examples of schemes 4, 5, 6 and 8, run through the oracles, give the printed numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.oracles import annual_outcome, bulletin, outlet_check, project_goals
from tests.oracles.common import Parameters, shown
from tests.oracles.filed import measured, rows

NOVEMBER = ("2014-11", "2014-11")
ILLUSTRATIVE: Parameters = {"illustrative": True}
VISITS = ("monthly_check", "mystery_visit", "intercept_interview", "mystery_visit")


def outlet(*scores: str) -> tuple[object, int]:
    visits = [f"inspection method={method} score={score}" for method, score in zip(VISITS, scores, strict=False)]
    tables = {"units": [{"unit": "O", "kind": "outlet"}], "events": rows("O", "2014-11-03", *visits)}
    outcome = outlet_check.assess(tables, ILLUSTRATIVE, NOVEMBER)
    return outcome.nodes.get(("month", "O", "2014-11", "outlet_passed")), sum(outcome.money.values())


@pytest.mark.parametrize(
    ("scores", "passed", "cents"),
    [
        pytest.param(["85", "80", "82"], 1, 20000, id="E4.1"),
        pytest.param(["85", "79.9", "82"], 0, -20000, id="E4.2"),
        pytest.param(["80", "90"], 1, 20000, id="E4.3"),
        pytest.param([], None, 0, id="E4.4"),
        pytest.param(["90", "85", "78"], 0, -20000, id="E4.5"),
    ],
)
def test_outlet(scores: list[str], passed: int | None, cents: int) -> None:
    assert outlet(*scores) == (passed, cents)


@pytest.mark.parametrize(
    ("done", "rate", "met"),
    [
        pytest.param("7/10", "70.00", 0, id="E5.1"),
        pytest.param("10/10", "100.00", 1, id="E5.2"),
        pytest.param("11/10", "110.00", 1, id="E5.3"),
    ],
)
def test_project(done: str, rate: str, met: int) -> None:
    filed = [{**row, "segment": "hall"} for row in measured("B", "2014-Q4", plan_completion=done)]
    tables = {"units": [{"unit": "B", "kind": "branch"}], "measurements": filed}
    nodes = project_goals.assess(tables, {}, ("2014-01", "2014-12")).nodes
    for period in ("2014-Q4", "2014-H2", "2014"):
        cell = "project_stage", "B · hall", period
        assert shown(nodes[*cell, "plan_completion"], "percent") == rate
        assert nodes[*cell, "completion_met"] == met
    assert len(nodes) == 6


@pytest.mark.parametrize(
    ("filed", "flags", "cents"),
    [
        pytest.param([], set[str](), 0, id="E6.1"),
        pytest.param(["bulletin decided_amount=-500"], {"bulletin"}, -50000, id="E6.2"),
        pytest.param(["bulletin"], {"bulletin", "pending_decision"}, 0, id="E6.3"),
    ],
)
def test_bulletin(filed: list[str], flags: set[str], cents: int) -> None:
    tables = {"units": [{"unit": "D", "kind": "department"}], "events": rows("D", "2014-11-03", *filed)}
    outcome = bulletin.assess(tables, {}, NOVEMBER)
    assert {flag[2] for flag in outcome.flags} == flags
    assert sum(outcome.money.values()) == cents
    assert outcome.nodes["month", "D", "2014-11", "bulletins"] == len(filed)


@pytest.mark.parametrize(
    ("score", "grade", "flags", "bonus"),
    [
        pytest.param("90.00", "excellent", 0, 2, id="E8.1"),
        pytest.param("89.99", "ordinary", 0, 0, id="E8.2"),
        pytest.param("60.00", "ordinary", 0, 0, id="E8.3"),
        pytest.param("59.99", "unqualified", 4, 0, id="E8.4"),
    ],
)
def test_annual_outcome(score: str, grade: str, flags: int, bonus: int) -> None:
    unit = {"unit": "B", "kind": "branch", "service_leader": "L"}
    tables = {"units": [unit], "measurements": measured("B", "2014", year_service_score=score)}
    outcome = annual_outcome.assess(tables, ILLUSTRATIVE, ("2014-01", "2014-12"))
    assert outcome.grades == {("year", "B", "2014", "verdict_score"): grade}
    assert outcome.nodes["year", "B", "2014", "target_bonus"] == Fraction(bonus)
    assert len(outcome.flags) == flags
    assert {flag[3] for flag in outcome.flags if flag[2] == "veto_year_end_award"} <= {"L"}
