"""down: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, one, refused

CASES = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "fen": "down(x, 0.01)",
    "whole": "down(x, 1)",
    "odd": "down(x, 0.3)",
    "wide": "down(x, 7.5)",
    "nothing_": "down(y, 0.5)",
    "quotient": "down(rate, 0.01)",
    "exact_ties": "down(ratio(k, 8), 0.25)",
    "negatives": "down(ratio(negative, 4), 0.5)",
    "turned": "down(50 - rate, 0.1)",
    "near_": "down(near, 1)",
    "mixed": "down(mix - 95, 0.1)",
    "of_rounded": "down(0.1 * down(x, 0.5) + 0.25, 0.1)",
    "fixed": "down(-2.5, 1)",
    "nil": "down(absent, 1)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine, in_doubt=0.35)


@BOTH
def test_halves_and_signs(engine: Engine) -> None:
    shown = [one(f"down({number}, 1)", engine) for number in ("2.5", "-2.5", "2.4", "-2.4", "0", "-0.5")]
    assert shown == [2, -3, 2, -3, 0, -1]


def test_the_step_is_a_number_above_0() -> None:
    assert "above 0" in refused("down(x, 0)")
    assert "above 0" in refused("down(x, -1)")
    assert "not data" in refused("down(x, k)")
