"""clip: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree

CASES = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "data": "clip(x, 0, 130)",
    "nothing_": "clip(y, 50, 95)",
    "quotient": "clip(rate, 60, 100)",
    "narrow": "clip(near, 95, 95)",
    "mixed": "clip(mix, 0, 95)",
    "bounds": "clip(x, k, 100)",
    "below_zero": "clip(negative, -5, 0)",
    "crossed": "clip(x, 100, 0)",
    "nil": "clip(absent, 0, 1)",
    "total": "clip(0.7 * rate + 0.3 * k, 0, 130)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)
