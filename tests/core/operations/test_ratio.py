"""ratio: columns and fractions agree."""

from __future__ import annotations

import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, refused

CASES = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "plain": "ratio(n, d)",
    "negatives": "ratio(k, negative)",
    "both_signs": "ratio(x, k)",
    "nothing_": "ratio(y, positive)",
    "by_nothing": "ratio(n, y)",
    "zero_": "ratio(k, zero)",
    "constant": "ratio(x, 3)",
    "of_constant": "ratio(5, k)",
    "by_zero": "ratio(x, 0)",
    "sums": "rate + near",
    "product": "rate * near / 100",
    "squares": "rate * rate * 0.01",
    "equal": "near == 95",
    "less": "near < 95",
    "more": "near > 95",
    "two": "rate > near",
    "two_same": "rate == near",
    "percent": "percent_of(95, rate)",
    "to_mean": "ratio_to_mean(n, d, 130)",
    "nil": "ratio(absent, x)",
    "half": "ratio(n, d) <= 0.95 or ratio(n, d) > 0.95",
}
ROUNDED = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "nested": "ratio(ratio(n, d), ratio(p, q))",
    "deeper": "ratio(100 * ratio(n, d), 1 + ratio(k, positive))",
    "of_mix": "ratio(mix, near + k)",
    "by_mix": "ratio(near, mix)",
    "part": "ratio(rate, 1 + mix)",
    "nothing_": "ratio(mix, positive)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine, in_doubt=0.1)  # equal rates whose cross products do not fit


@BOTH
def test_a_ratio_of_rounded_values(engine: Engine) -> None:
    """Values that are themselves cut divide each other within a bounded slack; unsure rows are settled."""
    done = agree(ROUNDED, engine, in_doubt=0.8)
    assert done.columns["by_mix"].range.slack > 1


@BOTH
def test_a_value_beyond_the_grid_is_kept_as_a_quotient(engine: Engine) -> None:
    formulas = {"wide": "ratio(p * 100, d)", "above_": "wide > 1000000000"}
    assert agree(formulas, engine, in_doubt=0.5).doubtful


@BOTH
def test_a_value_that_no_column_can_hold_is_an_error(engine: Engine) -> None:
    formulas = {"rate": "ratio(n, d)", "wide": "ratio(p * 100, d) + rate * rate"}
    with pytest.raises(KaoheError, match=r"wide: .* is out of range"):
        agree(formulas, engine, in_doubt=0.5)


def test_dividing_by_data_needs_ratio() -> None:
    assert "ratio(a, b)" in refused("x / k")
    assert "division by 0" in refused("x / 0")
