"""Rank coefficients against their definitions, pair by pair."""

from fractions import Fraction
from itertools import combinations
from math import isclose, sqrt
from statistics import fmean

from hypothesis import given
from hypothesis import strategies as st

from kaohe.core.compare.coefficient import Coefficient, concordance, dense, spearman
from kaohe.core.compare.ranking import RankComparison, competition_ranks

marks = st.fractions(min_value=0, max_value=5, max_denominator=3)
near = st.integers(0, 3).map(lambda n: Fraction(1, 3) + Fraction(n, 10**40))
scorings = st.lists(st.tuples(marks | near, marks | near), max_size=25)


def sign(number: Fraction) -> int:
    return (number > 0) - (number < 0)


def mean_ranks(values: list[Fraction]) -> list[float]:
    return [1 + sum(v < value for v in values) + (sum(v == value for v in values) - 1) / 2 for value in values]


@given(scorings)
def test_tau_b_by_its_definition(scoring: list[tuple[Fraction, Fraction]]) -> None:
    found = concordance([a for a, _ in scoring], [b for _, b in scoring])
    signs = [(sign(a - c), sign(b - d)) for (a, b), (c, d) in combinations(scoring, 2)]
    assert found.concordant == sum(one * other > 0 for one, other in signs)
    assert found.discordant == sum(one * other < 0 for one, other in signs)
    top = sum(one * other for one, other in signs)
    left, right = sum(one != 0 for one, _ in signs), sum(other != 0 for _, other in signs)
    assert found.tau == Coefficient(top, left, right)
    if left and right:
        assert found.tau.value is not None
        assert isclose(found.tau.value, top / sqrt(left * right), abs_tol=1e-11)
    else:
        assert found.tau.value is None


@given(scorings)
def test_rho_is_pearson_of_mean_ranks(scoring: list[tuple[Fraction, Fraction]]) -> None:
    first, second = [a for a, _ in scoring], [b for _, b in scoring]
    value = spearman(first, second).value
    if len(set(first)) < 2 or len(set(second)) < 2:
        assert value is None
        return
    left, right = mean_ranks(first), mean_ranks(second)
    x, y = fmean(left), fmean(right)
    top = sum((a - x) * (b - y) for a, b in zip(left, right, strict=True))
    below = sum((a - x) ** 2 for a in left) * sum((b - y) ** 2 for b in right)
    assert value is not None
    assert isclose(value, top / sqrt(below), abs_tol=1e-11)


@given(st.lists(marks | near, max_size=20))
def test_ranks_by_their_definition(values: list[Fraction]) -> None:
    scores = {f"U{number}": value for number, value in enumerate(values)}
    assert competition_ranks(scores) == {unit: 1 + sum(v > value for v in values) for unit, value in scores.items()}
    assert dense(values) == [sorted(set(values)).index(value) for value in values]


@given(st.integers(-50, 50), st.integers(1, 60), st.integers(1, 60))
def test_a_coefficient_is_rounded_half_up(top: int, left: int, right: int) -> None:
    value = Coefficient(top, left, right).value
    assert value is not None
    size, step = abs(value), Fraction(1, 2 * 10**12)
    assert max(size - step, Fraction(0)) ** 2 * left * right <= top**2 < (size + step) ** 2 * left * right
    assert value * top >= 0


def test_a_comparison_uses_the_shared_units_only() -> None:
    first = {"A": Fraction(9), "B": Fraction(8), "C": Fraction(7), "X": Fraction(10)}
    second = {"C": Fraction(9), "A": Fraction(8), "B": Fraction(7), "Y": Fraction(1)}
    found = RankComparison.of(first, second)
    assert found.units == ["A", "B", "C"]
    assert (found.first, found.second) == ({"A": 1, "B": 2, "C": 3}, {"A": 2, "B": 3, "C": 1})
    assert found.moves() == {"A": -1, "B": -1, "C": 2}
    assert (found.tau.value, found.rho.value) == (Fraction("-0.333333333333"), Fraction(-1, 2))
    assert (found.same_rank, found.top()) == (0, (3, 3))


def test_one_unit_or_none_has_no_coefficient() -> None:
    for scores in ({}, {"A": Fraction(1)}):
        found = RankComparison.of(scores, scores)
        assert (found.tau.value, found.rho.value) == (None, None)


def test_a_hundred_thousand_units_with_ties() -> None:
    first = [Fraction(number * 7919 % 1000, 7) for number in range(100_000)]
    found = concordance(first, [-value for value in first])
    assert found.concordant == 0
    assert found.tau.value == -1
