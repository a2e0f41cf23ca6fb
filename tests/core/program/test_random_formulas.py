"""Random formulas up to four deep give the same on both engines and in fractions."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kaohe.core.errors import KaoheError
from kaohe.core.language.tree import (
    Arithmetic,
    Call,
    Compare,
    Expression,
    Logic,
    Member,
    Name,
    Not,
    Nothing,
    Number,
    Text,
    Truth,
)
from kaohe.core.numbers import TooLarge
from kaohe.core.operations import operations
from kaohe.core.program import Program
from kaohe.plugins.engines import DuckDB, Polars
from tests.core.operations.data import COLUMNS, LEVELS, frame
from tests.core.operations.harness import agree

DATA = frame(120, seed=7)
WRITTEN = ("0", "1", "2", "95", "0.5", "0.7", "-1.5", "100", "0.01")
NUMBERS = ("n", "d", "k", "x", "y", "positive", "negative", "zero", "absent")

number_leaf = st.one_of(
    st.sampled_from(NUMBERS).map(Name),
    st.sampled_from(NUMBERS).map(Name),
    st.sampled_from(WRITTEN).map(lambda text: Number(Fraction(text))),
)
code_leaf = st.one_of(st.sampled_from(("level", "grade")).map(Name), st.sampled_from(LEVELS).map(Text))
ordered = st.sampled_from(("level", "grade")).map(Name)
step = st.sampled_from(("0.01", "0.5", "1", "5")).map(lambda text: Number(Fraction(text)))
truth_leaf = st.one_of(st.sampled_from(("yes", "sure")).map(Name), st.booleans().map(Truth), st.just(Nothing()))
sign = st.sampled_from(("==", "!=", "<", "<=", ">", ">="))


def call(name: str, *parts: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    return st.tuples(*parts).map(lambda found: Call(name, found))


def numbers(deep: int) -> st.SearchStrategy[Expression]:
    if not deep:
        return number_leaf
    a, c = numbers(deep - 1), truths(deep - 1)
    return st.one_of(
        number_leaf,
        st.builds(Arithmetic, st.sampled_from("+-*"), a, a),
        st.builds(Arithmetic, st.sampled_from("+-*"), a, a),
        st.builds(Arithmetic, st.just("/"), a, st.just(Number(Fraction(3)))),
        *(call(name, a, a) for name in ("ratio", "ratio", "min", "max", "below", "above")),
        *(call(name, a, step) for name in ("down", "up", "half_up")),
        call("cases", c, a, c, a, a),
        call("cases", c, a, st.just(Nothing())),
        call("clip", a, number_leaf, number_leaf),
        call("size", st.just(Name("items"))),
        *(call(name, a, c, a) for name in ("_sum", "_sum")),
        call("_weighted", st.just(Number(Fraction(70))), a, st.just(Number(Fraction(30))), a),
        call("_full", st.just(Number(Fraction(10))), a, st.just(Number(Fraction(5))), a),
    )


def truths(deep: int) -> st.SearchStrategy[Expression]:
    if not deep:
        return truth_leaf
    a, c = numbers(deep - 1), truths(deep - 1)
    return st.one_of(
        truth_leaf,
        st.builds(Compare, sign, a, a),
        st.builds(Compare, sign, a, a),
        st.builds(Compare, st.sampled_from(("==", "!=")), code_leaf, codes(deep - 1)),
        st.builds(Compare, sign, ordered, st.sampled_from(LEVELS).map(Text)),
        st.builds(Logic, st.sampled_from(("and", "or")), st.tuples(c, c, c)),
        st.builds(Not, c),
        st.builds(Member, codes(deep - 1), st.tuples(st.just(Text("low")), st.just(Text("mid")))),
        st.builds(Member, st.sampled_from(LEVELS).map(Text), st.tuples(st.just(Name("items")))),
        call("known", a),
        call("all_of", c, c),
        call("any_of", c, c),
    )


def codes(deep: int) -> st.SearchStrategy[Expression]:
    if not deep:
        return code_leaf
    return st.one_of(
        code_leaf,
        call("shift", ordered, numbers(deep - 1)),
        call("cases", truths(deep - 1), codes(deep - 1), codes(deep - 1)),
    )


formulas = st.lists(st.one_of(numbers(4), numbers(4), truths(4), codes(4)), min_size=4, max_size=4)


def fits(tree: Expression) -> bool:
    """Whether the program can be held in 63 bits; any other refusal is a fault."""
    try:
        Program(dict(COLUMNS), {}, operations()).define("it", tree)
    except TooLarge:
        return False
    except KaoheError as error:
        if "a condition is needed" not in str(error):
            raise
        return False
    return True


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(formulas)
def test_columns_and_fractions_agree(trees: list[Expression]) -> None:
    held = {f"f{place}": tree for place, tree in enumerate(trees) if fits(tree)}
    assume(held)
    for engine in (Polars(), DuckDB()):
        try:
            agree(held, engine, data=DATA, in_doubt=1)
        except KaoheError as error:
            if "is out of range" not in str(error):
                raise
