"""cases: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, one, refused

CASES = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "bands": "cases(x >= 95, 3, x >= 90, 2.5, 1)",
    "nothing_holds": "cases(y >= 95, 'up', y < 95, 'down', 'none')",
    "to_nothing": "cases(x > 0, x, nothing)",
    "all_nothing": "cases(x > 0, nothing, nothing)",
    "kinds": "cases(yes, sure, k)",
    "truths": "cases(yes, sure, nothing)",
    "codes": "cases(x > 0, level, grade)",
    "ordered": "cases(x > 0, 'low', grade) >= 'mid'",
    "quotients": "cases(x > 0, rate, near)",
    "beside": "cases(x > 0, rate, 50)",
    "or_nothing": "cases(x > 0, rate, nothing)",
    "mixed": "cases(x > 0, mix, k)",
    "fixed": "cases(1 > 2, ratio(1, 0), 2 > 1, k, rate)",
    "only_zero": "cases(sure, zero, 5)",
    "sign": "half_up(cases(sure, zero, 5) - 2.5, 1)",
    "given_": "given(rate, given(y, -1))",
    "nested": "cases(cases(sure, yes, known(y)), cases(x > 0, 1, 2), 3)",
    "threshold": "cases(near >= 95, 1, near < 95, 2, 3)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)


@BOTH
def test_only_the_branch_taken_is_read(engine: Engine) -> None:
    assert one("cases(2 > 1, 7, ratio(1, 0))", engine) == 7


def test_what_is_refused() -> None:
    assert "last value" in refused("cases(sure, 1, yes, 2)")
    assert "different kinds" in refused("cases(sure, 1, 'low')")
    assert "3 or more" in refused("cases(sure, 1)")
    assert "condition" in refused("cases(level, 1, 2)")
