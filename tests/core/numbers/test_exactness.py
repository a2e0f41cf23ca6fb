"""Where values are cut the slack tells how far, on every sign and with every number of digits."""

from __future__ import annotations

import polars as pl
import pytest

from kaohe.core.numbers import Range
from kaohe.core.operations import operations
from kaohe.core.program import Column, Program
from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, tree_of

SLACK = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "turned": "0 - mix",
    "twice": "0 - (0 - mix)",
    "by_negative": "mix * negative",
    "by_negative_fixed": "mix * -2.5",
    "negative_by": "negative * turned",
    "square": "mix * turned",
    "signs": "(mix - 95) * (near - 95)",
    "by_data": "mix * k * x",
    "by_nothing": "mix * y",
    "sums": "mix + rate + near + k",
    "kept": "max(mix, turned, k) - min(mix, turned)",
    "part": "mix / 7",
    "none": "0 * mix",
}


@BOTH
def test_the_slack_covers_what_is_dropped(engine: Engine) -> None:
    agree(SLACK, engine, in_doubt=0.4)


@BOTH
def test_a_comparison_at_the_edge_of_the_slack(engine: Engine) -> None:
    signs = {"lt": "<", "le": "<=", "gt": ">", "ge": ">=", "eq": "==", "ne": "!="}
    formulas = {"rate": "in_percent(n, d)", "near": "in_percent(p, q)", "mix": "0.7 * rate + 0.3 * near"}
    formulas |= {name: f"mix {sign} 95" for name, sign in signs.items()}
    formulas |= {f"{name}_data": f"mix {sign} x" for name, sign in signs.items()}
    formulas |= {f"{name}_two": f"mix {sign} 2 * mix - near" for name, sign in signs.items()}
    agree(formulas, engine, in_doubt=0.4)


@BOTH
def test_exact_quotients_are_never_in_doubt(engine: Engine) -> None:
    """A difference of 1e-12 from the threshold is decided by the columns alone."""
    data = pl.DataFrame({"p": [95 * 10**10 + i for i in (-1, 0, 1)], "q": [10**12] * 3, "?row": [0, 1, 2]})
    columns = {name: Column(name, "number", Range(1, 0, 2 * 10**12)) for name in ("p", "q")}
    formulas = {
        "rate": "in_percent(p, q)",
        "reached": "rate >= 95",
        "exceeded": "rate > 95",
        "equal": "rate == 95",
        "lost": "1.5 * below(95, rate) + max(rate - 95, 0)",
        "whole": "down(rate, 1)",
        "started": "up(rate, 1)",
        "at_most": "below(95, rate) <= 0",
    }
    done = agree(formulas, engine, data=data, columns=columns)
    assert done.truth["reached"] == [False, True, True]
    assert done.truth["started"] == [95, 95, 96]


@BOTH
@pytest.mark.parametrize("digits", [9, 12])
def test_digits(engine: Engine, digits: int) -> None:
    data = pl.DataFrame({"n": [1, -1, 2, 0, 7], "d": [3, 3, -3, 5, 0], "?row": range(5)})
    columns = {name: Column(name, "number", Range(1, -10, 10)) for name in ("n", "d")}
    program = Program(columns, {}, operations(), digits=digits)
    program.define("r", tree_of("ratio(n, d)"))
    third, scale = 10**digits // 3, 10**digits
    found = program.run(data, engine).sort("?row")
    assert found["r"].to_list() == [third, -third - 1, -2 * third - 1, 0, None]
    assert program.columns["r"].range.denominator == scale


@BOTH
def test_the_largest_whole_numbers(engine: Engine) -> None:
    most = 2**62
    data = pl.DataFrame({"a": [most, -most, 1, most - 1], "b": [3, 7, most // 2, 1], "?row": range(4)})
    columns = {"a": Column("a", "number", Range(1, -most, most)), "b": Column("b", "number", Range(1, 0, most // 2))}
    formulas = {"sum": "a + b", "turned": "-a", "wide": "a > b", "down_": "down(a, 7)", "half": "half_up(a / 2, 1)"}
    agree(formulas, engine, data=data, columns=columns)
