"""shift: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, refused

CASES = {
    "up": "shift(level, 1)",
    "down_": "shift(level, -1)",
    "data": "shift(grade, k)",
    "nothing_": "shift(grade, y)",
    "fractional": "shift(grade, ratio(k, 2))",
    "truth": "shift(grade, sure)",
    "twice": "shift(shift(level, 1), -1)",
    "at_least": "shift(level, 1) >= 'high'",
    "counted": "(shift(grade, y) == 'low') + 0",
    "chosen": "shift(cases(x > 0, 'mid', grade), 1)",
    "nil": "shift(grade, absent)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)


def test_the_order_must_be_known() -> None:
    assert "order is known" in refused("shift(kind, 1)")
    assert "order is known" in refused("shift('low', 1)")
