"""max: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, one, refused

CASES = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "data": "max(x, k, 95)",
    "nothing_": "max(x, y)",
    "quotient": "max(rate, 95)",
    "two": "max(rate, near)",
    "same": "max(rate, 2 * rate, 100)",
    "mixed": "max(mix, rate, k)",
    "signs": "max(negative, x) * max(k, negative)",
    "truth": "max(sure, yes)",
    "nil": "max(absent, x)",
    "by": "x / max(2, 3)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)


@BOTH
def test_fixed_values_stay_fixed(engine: Engine) -> None:
    assert one("max(2, 0.5)", engine) == 2


def test_what_is_refused() -> None:
    assert "2 or more" in refused("max(x)")
    assert "code" in refused("max(x, level)")
