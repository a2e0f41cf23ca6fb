"""One-step changes of formulas and documents, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaohe.core.errors import KaoheError
from kaohe.plugins.testing.mutants import Mutant, mutants
from kaohe.plugins.testing.mutation import Mutation, Verdicts, survivors

RAW = {
    "scheme": {"id": "x", "version": "1"},
    "parameter": {"target": {"stated": 95, "is": "percent"}, "share": {"stated": 40, "is": "percent"}},
    "month": {
        "unit": "branch",
        "period": "month",
        "input": {"satisfaction_rate": {"measured": True}, "workload": {"measured": True}},
        "node": {"total": {"value": "min(100, below(target, satisfaction_rate) + 2)", "zero_if": ["workload > 0 and true"]}},
    },
}  # fmt: skip


def test_every_number_comparison_and_name_is_moved_by_one_step() -> None:
    found = {str(mutant) for mutant in mutants(RAW)}
    assert {
        "parameter.target.stated: 95 -> 96",
        "parameter.target.stated: 95 -> 94",
        "month.node.total.value: min -> max",
        "month.node.total.value: 100 -> 101",
        "month.node.total.value: below -> above",
        "month.node.total.value: target -> share",
        "month.node.total.value: satisfaction_rate -> workload",
        "month.node.total.zero_if: > -> >=",
        "month.node.total.zero_if: and -> or",
        "month.node.total.zero_if: true -> false",
    } <= found
    assert not any(name.startswith("scheme") for name in found)


def test_a_mutant_leaves_the_document_as_it_is() -> None:
    mutant = next(one for one in mutants(RAW) if str(one) == "parameter.target.stated: 95 -> 96")
    assert mutant.applied(RAW)["parameter"]["target"]["stated"] == 96
    assert RAW["parameter"]["target"]["stated"] == 95  # type: ignore[index]


def test_unlisted_survivors_and_listed_ones_that_fail_are_problems() -> None:
    verdicts = Verdicts("x", listed={"a: 1 -> 2": "why", "b: 1 -> 2": "why"})
    verdicts.survived += ["a: 1 -> 2", "c: 1 -> 2"]
    verdicts.killed["b: 1 -> 2"] = "a case"
    assert verdicts.problems == [
        "x: no case fails after c: 1 -> 2",
        "x: b: 1 -> 2 is listed as a survivor, but the case 'a case' fails after it",
    ]


def test_a_listed_survivor_that_the_document_does_not_have_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "survivors.toml"
    path.write_text('[[survivor]]\nreason = "r"\nmutants = ["a: 1 -> 2"]\n', "utf-8")
    assert survivors(path, [Mutant(("a",), "1 -> 2", 2)]) == {"a: 1 -> 2": "r"}
    with pytest.raises(KaoheError, match="is no mutant"):
        survivors(path, [])


def test_the_case_that_covers_a_number_fails_and_the_others_are_not_asked() -> None:
    mutation = Mutation("chengdu-indicator-panel")
    mutant = next(one for one in mutation.mutants if str(one) == "year.input.satisfaction_rate.how: pooled -> mean")
    raw = mutant.applied(mutation.raw)
    assert mutation.killer(mutant) is not None
    monthly = [subject for subject in mutation.subjects if subject.case.body["period"] == "2014-11"]
    assert monthly and not any(subject.concerned(raw) for subject in monthly if subject.cards is not None)
