"""The boundary check reaches what it says, and finds a decision that is wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kaohe.core.bounds.boundaries import Boundary, idle
from kaohe.core.language.tree import Call, Compare, Name, Number
from kaohe.core.operations.tier import Tier
from kaohe.plugins.testing import check_boundaries
from kaohe.plugins.testing.reaching import needed, solved

TOTAL, LINE = Name("total"), Number(Fraction(95))


def boundary(decision: Compare | Call) -> Boundary:
    return Boundary("month", "x", decision, TOTAL, LINE)


@pytest.mark.parametrize(
    ("sign", "holds"), [(">=", [False, True, True]), ("<", [True, False, False]), ("==", [False, True, False])]
)
def test_what_a_comparison_must_give(sign: str, holds: list[bool]) -> None:
    one = boundary(Compare(sign, TOTAL, LINE))
    assert [one.meant(side, Fraction(95 + side), Fraction(95), {}) for side in (-1, 0, 1)] == holds


def test_what_a_tier_must_give() -> None:
    one = boundary(Call("tier", (TOTAL, Name("tiers"))))
    tiers = {"tiers": {"0": Fraction(45), "95": Fraction(100)}}
    assert [one.meant(side, Fraction(95 + side), Fraction(95), tiers) for side in (-1, 0, 1)] == [45, 100, 100]


def test_what_a_tier_of_upper_bounds_must_give() -> None:
    one = Boundary("month", "x", Call("tier", (TOTAL, Name("tiers"))), TOTAL, LINE, upper=True)
    tiers = {"tiers": {"60": Fraction(100), "95": Fraction(80), "above": Fraction(0)}}
    assert [one.meant(side, Fraction(95 + side), Fraction(95), tiers) for side in (-1, 0, 1)] == [80, 80, 0]
    assert needed(one, {0, 1})
    assert not needed(one, {-1, 0})


def test_a_boundary_needs_the_side_on_which_the_decision_flips() -> None:
    assert needed(boundary(Compare(">=", TOTAL, LINE)), {-1, 0})
    assert not needed(boundary(Compare(">=", TOTAL, LINE)), {0, 1})
    assert not needed(boundary(Compare(">", TOTAL, LINE)), {-1, 1})


def test_a_decision_that_no_data_can_flip_is_idle() -> None:
    rate, line = (Fraction(0), Fraction(100)), (Fraction(0), Fraction(0))
    assert idle(boundary(Compare(">=", TOTAL, LINE)), rate, line)
    assert not idle(boundary(Compare(">", TOTAL, LINE)), rate, line)


def test_lines_and_ratios_aresolved_exactly() -> None:
    assert solved(lambda v: max(v - 7, Fraction(0)) / 3 - 1, iter([Fraction(20)])) == 10
    mean = Fraction(13, 10)
    assert solved(lambda v: v / ((v + 50) / 2) - mean, iter([Fraction(60)])) == Fraction(650, 7)


def test_a_boundary_on_both_engines() -> None:
    report = check_boundaries("chengdu-indicator-panel", only="month.satisfaction_rate_met")
    assert report.problems == []
    assert (len(report.reached), len(report.missed), report.runs) == (1, 0, 6)


def test_the_least_of_some_rows_is_put_at_its_boundary() -> None:
    report = check_boundaries("chengdu-outlet-check", engines=["polars"])
    assert report.problems == []
    assert (len(report.reached), len(report.missed)) == (2, 0)


def test_a_wrong_decision_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    right = Tier.column
    monkeypatch.setattr(Tier, "column", lambda self, sheet, x, table: right(self, sheet, x, _moved(table)))
    report = check_boundaries(
        "bank-call-centre", engines=["polars"], only="tier(typing_speed_cpm, speed_tiers_1) at 80"
    )
    assert any("decided" in problem for problem in report.wrong)


def _moved(table: object) -> object:
    from kaohe.core.numbers import Table

    assert isinstance(table, Table)
    entries = dict(table.entries)  # type: ignore[call-overload]
    entries["81"] = entries.pop("80", Fraction(0))
    return Table(entries)
