"""after: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree

CASES = {
    "minutes": "after(at, 90)",
    "half": "after(at, 0.5)",
    "data": "after(due, k)",
    "parts": "after(at, x)",
    "quotient": "after(at, ratio(k, 7))",
    "nil": "after(absent, 5)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)
