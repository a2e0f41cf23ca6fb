"""all_of: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree

CASES = {
    "high": "x >= 95",
    "low": "y < 95",
    "both": "all_of(high, low)",
    "data": "all_of(yes, sure, low)",
    "none": "all_of(absent, absent)",
    "some": "all_of(absent, sure)",
    "single": "all_of(yes)",
    "number": "all_of(k, sure)",
    "known_": "known(all_of(yes, low))",
    "rate": "all_of(in_percent(p, q) >= 95, yes)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)
