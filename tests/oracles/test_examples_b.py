"""The worked examples of schemes 16 and 18, run through the oracles, give the printed numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.oracles import bonus_pool, call_centre
from tests.oracles.common import Outcome, Row, Tables, shown
from tests.oracles.filed import measured, rows

MONTH = "2014-11"
SPAN = (MONTH, MONTH)

# --- 16 --------------------------------------------------------------------------------------------------------------


def desk(posts: list[str], *events: str, **parameters: object) -> dict[str, str]:
    """One department with one group; the nodes of both as displayed."""
    units = [
        {"unit": "D", "kind": "department", "name": "", "parent": ""},
        {"unit": "G", "kind": "group", "name": "", "parent": "D"},
        *({"unit": f"P{n}", "kind": "person", "name": "", "parent": "G", "post": post} for n, post in enumerate(posts)),
    ]
    wages = [
        row for n, post in enumerate(posts) if post == "cleaner" for row in measured(f"P{n}", MONTH, base_wage="800")
    ]
    filed = [
        row
        for n, text in enumerate(events)
        for unit, cells in (text.split(" ", 1),)
        for row in [{**rows(unit, "2014-11-03T09:00:00", cells)[0], "event": f"E{n:02d}"}]
    ]
    tables: Tables = {"units": units, "measurements": wages, "events": filed}
    outcome = bonus_pool.assess(tables, parameters, SPAN)
    pot = outcome.nodes.get(("department_month", "D", MONTH, "paid_pool"))
    if isinstance(pot, Fraction):
        assert sum(cents for (_, _, account), cents in outcome.money.items() if account != "base_wage") == pot * 100
    return {node: shown(value, "yuan") for (_, unit, _, node), value in outcome.nodes.items() if unit in ("D", "G")}


FIVE = ["customer_service"] * 3 + ["cashier", "cleaner"]
SOLVED = "G complaint resolved_by=group resolved_at=2014-11-04T09:00:00 withdrawn_at=2014-11-04T09:00:00"
NOVEMBER = ("G late_arrival minutes=5 count=2", SOLVED, "G commendation form=written")


@pytest.mark.parametrize(
    ("posts", "events", "parameters", "expected"),
    [
        pytest.param(
            FIVE,
            NOVEMBER,
            {},
            {"total": "97.00", "pool": "1500.00", "paid_pool": "1455.00", "share": "363.75"},
            id="E16.1",
        ),
        pytest.param(FIVE, NOVEMBER, {"pool_reading": "B"}, {"paid_pool": "3395.00", "share": "848.75"}, id="E16.2"),
        pytest.param(["cashier"] * 8, (), {"pool_reading": "A"}, {"pool": "1800.00"}, id="E16.2 A"),
        pytest.param(["cashier"] * 8, (), {"pool_reading": "B"}, {"pool": "5000.00"}, id="E16.2 B"),
        pytest.param(["cashier"] * 8, (), {"pool_reading": "C"}, {"pool": "1500.00"}, id="E16.2 C"),
        pytest.param(FIVE, ("G late_arrival minutes=119",), {}, {"minus_points": "2.00"}, id="E16.3 119"),
        pytest.param(FIVE, ("G late_arrival minutes=120",), {}, {"minus_points": "5.00"}, id="E16.3 120"),
        pytest.param(
            FIVE,
            ("G commendation form=written count=2", "G improvement_praised"),
            {},
            {"total": "108.00", "paid_pool": "1620.00"},
            id="E16.5",
        ),
        pytest.param(
            FIVE,
            ("G commendation form=written count=2", "G improvement_praised"),
            {"cap": 100},
            {"total": "100.00", "paid_pool": "1500.00"},
            id="E16.5 cap",
        ),
        pytest.param(
            FIVE,
            ("G refuses_assignment count=11", "G prohibited_phrase"),
            {},
            {"minus_points": "112.00", "total": "0.00", "paid_pool": "0.00"},
            id="E16.6",
        ),
        pytest.param(
            ["cashier"] * 3, (), {}, {"paid_pool": "1300.00", "share": "433.33", "undistributed": "0.01"}, id="E16.9"
        ),
        pytest.param(
            ["cashier"] * 3,
            (),
            {"share_scope": "group"},
            {"share": "433.33", "undistributed": "0.01"},
            id="E16.9 group",
        ),
    ],
)
def test_bonus_pool(
    posts: list[str], events: tuple[str, ...], parameters: dict[str, object], expected: dict[str, str]
) -> None:
    assert expected.items() <= desk(posts, *events, **parameters).items()


@pytest.mark.parametrize(
    ("scores", "parameters", "total"),
    [
        pytest.param(
            ("100", "100", "100", "100", "100", "100", "100", "82", "59", "59"), {}, "98.00", id="E16.4 90.00"
        ),
        pytest.param(
            ("100", "100", "100", "100", "100", "100", "100", "82.1", "59", "59"), {}, "103.00", id="E16.4 90.01"
        ),
        pytest.param(("60", "60"), {}, "100.00", id="E16.4 60"),
        pytest.param(("60", "60"), {"exam_60_inclusive": True}, "98.00", id="E16.4 60 inclusive"),
    ],
)
def test_exams(scores: tuple[str, ...], parameters: dict[str, object], total: str) -> None:
    results = (f"P{n} exam_result exam=X score={score}" for n, score in enumerate(scores))
    assert desk(["cashier"] * 10, *results, **parameters)["total"] == total


# --- 18 --------------------------------------------------------------------------------------------------------------


USUAL = {
    "attendance_ok": "1",
    "typing_speed_cpm": "800/10",
    "typing_error_rate": "6/1000",
    "call_answer_rate": "195/200",
    "workload": "1000",
    "satisfaction_rate": "96/100",
}


def agents(*persons: dict[str, str], line: str = "1", **parameters: object) -> Outcome:
    """Agents A0, A1, ... of one department, each differing from the usual figures in what is named."""
    measurements, ratings = [], list[Row]()
    for n, own in enumerate(persons):
        measurements += measured(f"A{n}", MONTH, **USUAL | own)
        ratings += [
            {"unit": f"A{n}", "period": MONTH, "item": item, "score": score}
            for item, score in (("work_quality", "90"), ("conduct", "95"))
        ]
    tables: Tables = {
        "units": [
            {"unit": f"A{n}", "kind": "person", "name": "", "parent": "D", "line": line} for n in range(len(persons))
        ],
        "measurements": measurements,
        "ratings": ratings,
    }
    return call_centre.assess(tables, parameters, SPAN)


def agent(outcome: Outcome, node: str, unit: str = "A0") -> str:
    return shown(outcome.nodes["month", unit, MONTH, node], "points")


@pytest.mark.parametrize(
    ("speed", "line", "typing"),
    [
        pytest.param("80", "1", "99.40", id="E18.1"),
        pytest.param("79", "1", "92.40", id="E18.2 line 1"),
        pytest.param("79", "2", "99.40", id="E18.2 line 2"),
    ],
)
def test_typing(speed: str, line: str, typing: str) -> None:
    found = agents({"typing_speed_cpm": speed, "typing_error_rate": "2/100"}, line=line)
    assert agent(found, "typing") == typing


@pytest.mark.parametrize(
    ("loads", "points"),
    [
        pytest.param(("1300", "700"), "130.00", id="E18.4 1300"),
        pytest.param(("1400", "600"), "130.00", id="E18.4 1400"),
        pytest.param(("900", "1100"), "90.00", id="E18.4 900"),
        pytest.param(("900", "1000", "1100", "0"), "90.00", id="E18.9"),
    ],
)
def test_workload(loads: tuple[str, ...], points: str) -> None:
    assert agent(agents(*({"workload": load} for load in loads)), "workload_ratio") == points


@pytest.mark.parametrize(
    ("attends", "total"), [pytest.param("1", "97.82", id="E18.5"), pytest.param("0", "0.00", id="E18.7")]
)
def test_whole_person(attends: str, total: str) -> None:
    own = {"typing_error_rate": "2/100", "workload": "1300", "satisfaction_rate": "98/100", "attendance_ok": attends}
    outcome = agents(own, {"workload": "700", "satisfaction_rate": "94/100"})
    expected = {
        "typing": "99.40",
        "call_answer": "97.50",
        "workload_ratio": "130.00",
        "complaint_free": "100.00",
        "satisfaction_ratio": "102.08",
        "quantitative": "105.80",
        "qualitative": "92.50",
        "provisional_score": "97.82",
        "total": total,
    }
    assert {node: agent(outcome, node) for node in expected} == expected
    failed = {("A0", MONTH, "attendance_prerequisite_failed", "", "", "")}
    assert outcome.flags == (set() if attends == "1" else failed)
