"""known: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, refused

CASES = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "data": "known(x)",
    "nothing_": "known(y)",
    "cases_": "known(rate)",
    "divisor": "known(ratio(x, positive))",
    "code": "known(level)",
    "always": "known(grade)",
    "truth": "known(yes)",
    "compared": "known(y > 95)",
    "nil": "known(absent)",
    "fixed": "known(5)",
    "chosen": "known(cases(sure, y, nothing))",
    "moved": "known(shift(grade, y))",
    "count": "known(y) + known(rate) + known(mix)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)


def test_a_table_is_no_value() -> None:
    assert "not a table" in refused("known(points)", {"points": {"low": 1}})
