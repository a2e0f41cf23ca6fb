"""Rows in doubt are settled in fractions, and the cells stay within what later formulas count on."""

from __future__ import annotations

from fractions import Fraction

import polars as pl
import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.numbers import Range
from kaohe.core.operations import operations
from kaohe.core.program import Column, Program
from kaohe.core.program.program import DOUBT, Engine, patch
from tests.core.operations.harness import BOTH, agree, tree_of

TIES = {
    "rate": "in_percent(n, d)",
    "mix": "0.7 * rate + 0.3 * in_percent(p, q)",
    "reached": "mix >= 95",
    "equal": "mix == 95",
    "shown": "half_up(mix, 0.01)",
    "third": "ratio(mix, 3) + ratio(mix, 3) + ratio(mix, 3)",
    "whole": "third == mix",
}


@BOTH
def test_ties_of_cut_values_are_settled(engine: Engine) -> None:
    done = agree(TIES, engine, in_doubt=1)
    assert done.doubtful
    assert True in done.truth["equal"]
    assert set(done.truth["whole"]) == {True, None}


@BOTH
def test_random_values_are_hardly_ever_in_doubt(engine: Engine) -> None:
    data = pl.DataFrame({"n": range(1, 3001), "d": range(7919, 10919), "?row": range(3000)})
    data = data.with_columns(p=pl.col("n") * 31 % 3001, q=pl.lit(3001, pl.Int64))
    columns = {name: Column(name, "number", Range(1, 0, 10**5)) for name in ("n", "d", "p", "q")}
    formulas = {
        "rate": "in_percent(n, d)",
        "mix": "0.7 * rate + 0.3 * in_percent(p, q)",
        "reached": "mix >= 20",
        "shown": "half_up(mix, 0.01)",
    }
    assert agree(formulas, engine, data=data, columns=columns, in_doubt=0.001).doubtful <= 3


def test_the_settled_cells_are_replaced() -> None:
    frame = pl.DataFrame(
        {"v": [1, 2, 3], "v#n": [1, 2, 3], "v#d": [1, 1, 1], "c": ["a", None, "b"], "t": [True, None, False]}
    )
    parts = (("v#n", Range(1, 0, 9)), ("v#d", Range(1, 1, 9)))
    columns = [Column("v", "number", Range(1, 0, 9, 1), parts=parts, ends=(Fraction(0), Fraction(9)))]
    columns += [Column("c", "code"), Column("t", "truth")]
    values = {"v": Fraction(7, 2), "c": "z", "t": True}
    done = patch(frame, [1], columns, lambda _, column: values[column.name])
    assert done.row(1) == (3, 7, 2, "z", True)
    assert done.row(0) == frame.row(0)
    assert patch(frame, [0, 2], columns, lambda _, __: None).row(2) == (None, None, None, None, None)
    assert patch(frame, [], columns, lambda _, __: None) is frame


def test_cells_stay_within_their_ranges() -> None:
    rounded = Column("v", "number", Range(10, 0, 99, 5))
    assert rounded.write(Fraction("9.9")) == {"v": 99}
    assert rounded.write(Fraction("10.2")) == {"v": 99}
    for value in ("10.4", "-0.1"):
        with pytest.raises(KaoheError, match=r"v: .* is out of range"):
            rounded.write(Fraction(value))
    parts = (("v#n", Range(1000, 0, 10**6)), ("v#d", Range(1, 20, 90)))
    quotient = Column("v", "number", Range(1, 0, 3, 1), parts=parts, ends=(Fraction(0), Fraction(50)))
    cells = quotient.write(Fraction(1, 7))
    assert cells == {"v": 0, "v#n": 3000, "v#d": 21}
    assert quotient.read(cells) == Fraction(1, 7)
    assert quotient.write(Fraction(20)) == {"v": 3, "v#n": 400_000, "v#d": 20}


@BOTH
def test_a_program_reads_the_columns_of_another(engine: Engine) -> None:
    """What one program kept is exact in the next: quotients by their parts."""
    data = pl.DataFrame({"n": [95, 94, 1, 5], "d": [100, 99, 3, 0], "?row": [0, 1, 2, 3]})
    columns = {name: Column(name, "number", Range(1, 0, 100)) for name in ("n", "d")}
    first = Program(dict(columns), {}, operations())
    kept = first.define("rate", tree_of("in_percent(n, d)"))
    middle = first.run(data, engine).sort("?row")
    assert kept.exact
    second = Program({**columns, "rate": kept}, {}, operations())
    second.define("equal", tree_of("rate == 95"))
    second.define("shown", tree_of("half_up(rate, 0.01)"))
    done = second.run(middle, engine).sort("?row")
    assert done["equal"].to_list() == [True, False, False, None]
    assert done["shown"].to_list() == [9500, 9495, 3333, None]
    assert not done[DOUBT].any()


@BOTH
def test_an_empty_frame(engine: Engine) -> None:
    data = pl.DataFrame({"n": [], "d": [], "?row": []}, schema={"n": pl.Int64, "d": pl.Int64, "?row": pl.Int64})
    columns = {name: Column(name, "number", Range(1, 0, 100)) for name in ("n", "d")}
    agree({"rate": "in_percent(n, d)", "reached": "0.7 * rate + 0.1 * n >= 95"}, engine, data=data, columns=columns)
