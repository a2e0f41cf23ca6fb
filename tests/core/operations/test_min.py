"""min: columns and fractions agree."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, one, refused

CASES = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "data": "min(x, k, 95)",
    "nothing_": "min(x, y)",
    "quotient": "min(rate, 95)",
    "two": "min(rate, near)",
    "same": "min(rate, 2 * rate, 100)",
    "mixed": "min(mix, rate, k)",
    "signs": "min(negative, x) * min(k, negative)",
    "truth": "min(sure, yes)",
    "nil": "min(absent, x)",
    "by": "x / min(2, 3)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)


@BOTH
def test_fixed_values_stay_fixed(engine: Engine) -> None:
    assert one("min(2, 0.5)", engine) == Fraction("0.5")


def test_what_is_refused() -> None:
    assert "2 or more" in refused("min(x)")
    assert "code" in refused("min(x, level)")
