"""The worked examples of schemes 17, 25, 26 and 28, run through the oracles, give the printed numbers."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.oracles import composite, four_dimensions, six_dimensions, two_way
from tests.oracles.common import Outcome, Parameters, Row, Span, shown
from tests.oracles.filed import measured

MONTH, QUARTER, HALF = "2014-01", "2014-Q1", "2014-H1"
ALONE: Span = (MONTH, MONTH)
PERSON = {"unit": "P", "kind": "person", "parent": "T"}
TEAM = {"unit": "T", "kind": "team", "parent": ""}
BRANCH = {"unit": "B", "kind": "branch", "parent": ""}


def marked(unit: str, period: str, marks: Mapping[str, str], role: str = "") -> list[Row]:
    """Marks of one rater, each written as text."""
    return [{"unit": unit, "period": period, "item": leaf, "score": mark, "role": role} for leaf, mark in marks.items()]


def dimensions(tree: Mapping[str, tuple[str, ...]], *values: str) -> dict[str, str]:
    """Every leaf of a dimension at the dimension's mark."""
    return {leaf: value for leaves, value in zip(tree.values(), values, strict=True) for leaf in leaves}


def node(outcome: Outcome, card: str, unit: str, period: str, name: str, quantity: str = "points") -> str:
    """A value as displayed."""
    return shown(outcome.nodes[card, unit, period, name], quantity)


# --- 17 and 26 -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("peers", "total"), [pytest.param("90", "86.25", id="E17.2"), pytest.param("", "82.50", id="E17.1 E17.3")]
)
def test_two_way(peers: str, total: str) -> None:
    ratings = marked("P", MONTH, dimensions(two_way.TREE, "80", "90", "85", "75"), "superior")
    ratings += marked("P", MONTH, dict.fromkeys(two_way.LEAVES, peers), "peer") if peers else []
    outcome = two_way.assess({"units": [PERSON], "ratings": ratings}, {}, ALONE)
    assert node(outcome, "month", "P", MONTH, "superior") == "82.50"
    assert node(outcome, "month", "P", MONTH, "total") == total


def test_a_quarter_of_two_way_marks() -> None:
    """E17.4."""
    ratings = [
        row
        for n, mark in enumerate(("70", "80", "90"), start=1)
        for row in marked("P", f"2014-0{n}", dict.fromkeys(two_way.LEAVES, mark), "superior")
    ]
    outcome = two_way.assess({"units": [PERSON], "ratings": ratings}, {}, (MONTH, "2014-03"))
    assert node(outcome, "quarter", "P", QUARTER, "total") == "80.00"


def test_four_dimensions() -> None:
    """E26.1, E26.3."""
    tree, ratings = four_dimensions.TREE, list[Row]()
    for n in range(1, 13):
        ratings += marked("P", f"2014-{n:02d}", dimensions(tree, "80", "90", "85", "95"))
    for n, mark in enumerate(("80", "84", "86", "86"), start=1):
        ratings += marked("T", f"2014-Q{n}", dict.fromkeys(four_dimensions.LEAVES, mark))
    outcome = four_dimensions.assess({"units": [PERSON, TEAM], "ratings": ratings}, {}, (MONTH, "2014-12"))
    assert node(outcome, "person_month", "P", MONTH, "total") == "87.50"
    assert node(outcome, "person_year", "P", "2014", "team_part") == "84.00"


# --- 25 and 28 -------------------------------------------------------------------------------------------------------

FULL_25 = {leaf: str(full) for leaf, full in six_dimensions.FULL.items()}


@pytest.mark.parametrize(
    ("marks", "raw", "total"),
    [
        pytest.param({}, "110.00", "100.00", id="E25.1"),
        pytest.param(
            {"training_exam": "7", "warm_patient": "7", "cooperation": "2", "expression": "3", "solving": "6"}
            | {"innovation_projects": "3"},
            "93.00",
            "84.55",
            id="E25.2",
        ),
    ],
)
def test_six_dimensions(marks: dict[str, str], raw: str, total: str) -> None:
    ratings = marked("P", MONTH, FULL_25 | marks)
    outcome = six_dimensions.assess({"units": [PERSON], "ratings": ratings}, {}, ALONE)
    assert node(outcome, "month", "P", MONTH, "raw_points") == raw
    assert node(outcome, "month", "P", MONTH, "total") == total


def test_the_survey_of_six_dimensions() -> None:
    """E25.4."""
    tables = {"units": [PERSON], "ratings": marked("P", MONTH, FULL_25)}
    tables["measurements"] = measured("P", MONTH, satisfaction_rate="184/200")
    outcome = six_dimensions.assess(tables, {"satisfaction_survey_from": "rate"}, ALONE)
    assert node(outcome, "month", "P", MONTH, "satisfaction_survey") == "4.60"


LESS_28 = dict(zip(composite.FULL, ("30", "9", "8", "7.2", "3.5", "4", "9", "2.5", "8"), strict=True))
FULL_28 = {leaf: str(full) for leaf, full in composite.FULL.items()}


@pytest.mark.parametrize(
    ("marks", "parameters", "items", "total"),
    [
        pytest.param(FULL_28, {}, "100.00", "96.00", id="E28.1"),
        pytest.param(LESS_28, {}, "86.38", "87.83", id="E28.2"),
        pytest.param(LESS_28, {"missing_six": "raw"}, "81.20", "84.72", id="E28.2 raw"),
        pytest.param(FULL_28, {"missing_six": "awarded"}, "100.00", "96.00", id="E28.5"),
    ],
)
def test_composite(marks: dict[str, str], parameters: Parameters, items: str, total: str) -> None:
    months = [f"2014-0{n}" for n in range(1, 7)]
    tables = {"units": [BRANCH], "ratings": [row for name in months for row in marked("B", name, marks)]}
    tables["measurements"] = measured("B", HALF, satisfaction_score="90")
    outcome = composite.assess(tables, parameters, (MONTH, "2014-06"))
    assert node(outcome, "half", "B", HALF, "items_score") == items
    assert node(outcome, "half", "B", HALF, "total") == total


def test_the_timeliness_of_the_composite() -> None:
    """E28.3."""
    tables = {"units": [BRANCH], "ratings": marked("B", MONTH, FULL_28)}
    tables["measurements"] = measured("B", MONTH, complaint_handling_timeliness_rate="45/50")
    outcome = composite.assess(tables, {"complaint_timeliness_from": "rate"}, ALONE)
    assert node(outcome, "month", "B", MONTH, "complaint_timeliness") == "7.20"
