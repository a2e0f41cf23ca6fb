"""half_up: columns and fractions agree."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, one, refused

CASES = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "fen": "half_up(x, 0.01)",
    "whole": "half_up(x, 1)",
    "odd": "half_up(x, 0.3)",
    "wide": "half_up(x, 7.5)",
    "nothing_": "half_up(y, 0.5)",
    "quotient": "half_up(rate, 0.01)",
    "exact_ties": "half_up(ratio(k, 8), 0.25)",
    "negatives": "half_up(ratio(negative, 4), 0.5)",
    "turned": "half_up(50 - rate, 0.1)",
    "near_": "half_up(near, 1)",
    "mixed": "half_up(mix - 95, 0.1)",
    "of_rounded": "half_up(0.1 * half_up(x, 0.5) + 0.25, 0.1)",
    "fixed": "half_up(-2.5, 1)",
    "nil": "half_up(absent, 1)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine, in_doubt=0.35)


@BOTH
def test_halves_and_signs(engine: Engine) -> None:
    shown = [one(f"half_up({number}, 1)", engine) for number in ("2.5", "-2.5", "2.4", "-2.4", "0", "-0.5")]
    assert shown == [3, -3, 2, -2, 0, -1]
    assert one("half_up(-750.005, 0.01)", engine) == Fraction(-75001, 100)


def test_the_step_is_a_number_above_0() -> None:
    assert "above 0" in refused("half_up(x, 0)")
    assert "above 0" in refused("half_up(x, -1)")
    assert "not data" in refused("half_up(x, k)")
