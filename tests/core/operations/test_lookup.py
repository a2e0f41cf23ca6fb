"""lookup: columns and fractions agree."""

from __future__ import annotations

from fractions import Fraction

import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, refused

TABLES: dict[str, object] = {
    "points": {"low": Fraction(-1), "mid": Fraction("-2.5"), "high": Fraction(-10), "None": Fraction(99)},
    "partial": {"low": Fraction(1), "mid": Fraction("0.5"), "deeper": {"low": Fraction(3)}},
    "steps": {"0": Fraction(0), "1": Fraction(10), "0.5": Fraction(5), "-3": Fraction(7), "95": Fraction(1)},
    "words": {"low": "one", "mid": "two"},
}
CASES = {
    "points_": "lookup(points, level, 0)",
    "strict": "lookup(points, grade)",
    "key_nothing": "lookup(points, level)",
    "to_nothing": "lookup(partial, level, nothing)",
    "data_else": "lookup(partial, level, x)",
    "fixed": "lookup(points, 'mid')",
    "numbered": "lookup(steps, k, -1)",
    "parts": "lookup(steps, x, -1)",
    "quotient": "lookup(steps, ratio(k, 2), -1)",
    "counted": "lookup(steps, yes, 9)",
    "codes": "lookup(words, level, 'none')",
    "not_there": "lookup(partial, 'high', 4)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine, constants=TABLES)


@BOTH
def test_an_absent_key_is_an_error_found_when_the_row_is_settled(engine: Engine) -> None:
    with pytest.raises(KaoheError, match="no entry 'high'"):
        agree({"it": "lookup(partial, grade)"}, engine, constants=TABLES)


def test_what_is_refused() -> None:
    assert "parameter table" in refused("lookup(x, level)")
    assert "cannot be the key" in refused("lookup(points, k)", TABLES)
    assert "without entries" in refused("lookup(empty, level)", {"empty": {}})
