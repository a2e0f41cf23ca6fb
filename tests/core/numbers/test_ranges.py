"""What cannot be held in 63 bits is refused before any data."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kaohe.core.numbers import LIMIT, Range, TooLarge, constant
from kaohe.core.operations import operations
from kaohe.core.program import Column, Program
from tests.core.operations.harness import tree_of

BIG = {
    "a": Column("a", "number", Range(1, 0, 10**12)),
    "b": Column("b", "number", Range(100, -(10**12), 10**12)),
    "m": Column("m", "number", Range(1, 0, LIMIT)),
    "tiny": Column("tiny", "number", Range(10**18, 0, 10**18)),
}


@pytest.mark.parametrize(
    "formula",
    [
        "a * b",
        "a * a * a",
        "m + 1",
        "m + m",
        "m * 2",
        "-m - m",
        "m + 0.1",
        "m - 0.001",
        "100 * m",
        "tiny / 1000 + 1",
        "tiny + a",
        "tiny * 0.01 - a",
        "a * ratio(a, b)",
        "tiny == a",
        "cases(a > 1, m, 0.5)",
        "min(m, 0.5)",
        "half_up(m, 0.01)",
        "after(m, 1)",
        "ratio(a, m)",
        "a * 1000000 * 1000000",
        "0.000000000000000000001 * a + 1",
        "99999999999999999999",
    ],
)
def test_refused(formula: str) -> None:
    with pytest.raises(TooLarge):
        Program(dict(BIG), {}, operations()).define("it", tree_of(formula))


@pytest.mark.parametrize(
    "formula",
    ["m", "m + 0", "a * 1000000", "m / 2", "ratio(a, b)", "ratio(b, a) * ratio(a, b)", "tiny / 1000", "m > 5"],
)
def test_kept(formula: str) -> None:
    Program(dict(BIG), {}, operations()).define("it", tree_of(formula))


def test_the_edge() -> None:
    assert Range(1, -LIMIT, LIMIT).most == LIMIT
    for spread in ((1, 0, LIMIT + 1), (1, -LIMIT - 1, 0), (1, 0, LIMIT, 1)):
        with pytest.raises(TooLarge, match="63 bits"):
            Range(*spread)


def test_a_range_knows_its_values() -> None:
    r = Range.of(Fraction("-0.005"), Fraction("99.995"), 100)
    assert (r.low, r.high) == (-1, 10_000)
    assert Range(10, 5, 20, 3).most == Fraction("2.3")
    assert Range(10, 5, 20, 3).finer(100) == Range(100, 50, 200, 30)
    assert Range(1, 0, 5, 0).joined(Range(1, -2, 3, 4, True)) == Range(1, -2, 5, 4, True)


def test_only_known_values_are_fixed() -> None:
    with pytest.raises(TypeError):
        constant(0.1)
