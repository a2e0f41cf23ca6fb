"""any_of: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree

CASES = {
    "high": "x >= 95",
    "low": "y < 95",
    "both": "any_of(high, low)",
    "data": "any_of(yes, sure, low)",
    "none": "any_of(absent, absent)",
    "some": "any_of(absent, sure)",
    "single": "any_of(yes)",
    "number": "any_of(k, sure)",
    "count": "any_of(yes, low) + 1",
    "rate": "any_of(in_percent(p, q) > 95, yes)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)
