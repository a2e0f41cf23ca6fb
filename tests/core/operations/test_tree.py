"""_sum, _weighted, _full: what a parent makes of its children."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.language.tree import Call, Expression, Name, Nothing, Number
from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, Formula, agree, tree_of

MIX: dict[str, Formula] = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "low": "nothing",
}


def call(name: str, *parts: object) -> Expression:
    return Call(name, tuple(_part(part) for part in parts))


def _part(part: object) -> Expression:
    if part is None:
        return Nothing()
    return Name(part) if isinstance(part, str) else Number(Fraction(str(part)))


CASES: dict[str, Formula] = {
    **MIX,
    "sum_always": call("_sum", "x", "k"),
    "sum_some": call("_sum", "x", "y"),
    "sum_maybe": call("_sum", "y", "rate", "low"),
    "sum_none": call("_sum", "low", "absent"),
    "sum_truth": call("_sum", "yes", "sure"),
    "sum_mix": call("_sum", "mix", "y"),
    "full_always": call("_full", 15, "x", 10, "k"),
    "full_some": call("_full", 15, "y", 10, "rate", 5, "low"),
    "full_data": call("_full", "k", "y", 10, "x"),
    "mean_always": call("_weighted", 70, "x", 30, "k"),
    "mean_some": call("_weighted", 70, "rate", 30, "y"),
    "mean_maybe": call("_weighted", 0.5, "near", 0.2, "y", 0.3, "low"),
    "mean_none": call("_weighted", 1, "low", 2, "absent"),
    "mean_one": call("_weighted", 100, "y"),
    "mean_cut": call("_weighted", 0.25, "mix", 0, "y", 2, "low"),
    "mean_of_none_that_counts": call("_weighted", 0, "y", 1, "absent"),
    "reached": tree_of("mean_maybe >= 95"),
    "share": tree_of("100 * ratio(sum_some, full_some)"),
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine, in_doubt=0.35)


@BOTH
def test_the_weights_of_those_assessed_count(engine: Engine) -> None:
    formulas = {
        "it": call("_weighted", 70, 90, 30, None),
        "sum": call("_sum", 90, None),
        "full": call("_full", 70, 90, 30, None),
    }
    truth = agree(formulas, engine).truth
    assert (truth["it"][0], truth["sum"][0], truth["full"][0]) == (90, 90, 70)
