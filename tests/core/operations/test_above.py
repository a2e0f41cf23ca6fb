"""above: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree

CASES = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "data": "above(95, x)",
    "nothing_": "above(95, y)",
    "quotient": "above(95, rate)",
    "two": "above(rate, near)",
    "mixed": "above(95, mix)",
    "nil": "above(absent, x)",
    "always": "above(-1, negative)",
    "steps": "down(above(95, near), 0.01)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)
