"""below: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree

CASES = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "data": "below(95, x)",
    "nothing_": "below(95, y)",
    "quotient": "below(95, rate)",
    "two": "below(near, rate)",
    "mixed": "below(95, mix)",
    "per_percent": "max(0, 15 - 1.5 * below(95, rate) - k * 0.1)",
    "started": "up(below(95, near), 1)",
    "nested": "below(15, below(x, y))",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)
