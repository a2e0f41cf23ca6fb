"""The check of ``kaohe.results/1`` documents, on a good one with one thing changed."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.results.contract import TABLES, columns, validate
from kaohe.core.results.outline import Line, leaves
from kaohe.core.results.stored import read

FIXTURE = Path(__file__).parents[2] / "fixtures" / "results.json"
Change = Callable[[dict[str, Any]], object]


@pytest.fixture
def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FIXTURE.read_text(encoding="utf-8"))
    return found


def test_the_hand_made_document_is_right(document: dict[str, Any]) -> None:
    validate(document)


def swap(table: str, first: int, second: int) -> Change:
    def change(document: dict[str, Any]) -> None:
        rows = document[table]
        rows[first], rows[second] = rows[second], rows[first]

    return change


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d.update(format="kaohe.results/2"), "not a kaohe.results/1"),
        (lambda d: d.pop("money"), "table money: this table is missing"),
        (lambda d: d.update(extra=[]), "'extra' is not a table"),
        (lambda d: d.update(nodes={}), "table nodes.*is not a list"),
        (lambda d: d["nodes"][0].pop("unit"), "table nodes, column unit: is missing"),
        (lambda d: d["nodes"][0].update(unti="A01"), "did you mean 'unit'"),
        (lambda d: d["nodes"][0].update(value=1.5), "column value: 1.5 is not text or null"),
        (lambda d: d["nodes"][0].update(labels=[1]), "1 is not text"),
        (lambda d: d["ranks"][0].update(rank=True), "True is not a whole number"),
        (lambda d: d["ranks"][0].update(rank=4), "4 is not a rank of 3"),
        (lambda d: d["nodes"][0].update(full="1e2"), "'1e2' is not a plain decimal"),
        (lambda d: d["nodes"][0].update(exact="2/4"), "lowest terms|not '"),
        (lambda d: d["nodes"][0].update(exact="0.5"), "not a fraction"),
        (lambda d: d["nodes"][0].update(state="valeu"), "did you mean 'value'"),
        (lambda d: d["nodes"][0].update(value=None), "the state is 'value'"),
        (lambda d: d["nodes"][0].update(period="2024-13"), "'2024-13' is not a period"),
        (lambda d: d["money"][0].update(amount="-20"), "not yuan with two decimals"),
        (lambda d: d["money"][0].update(scheme="gulin"), "not in `schemes`"),
        (lambda d: d["run"].update(partial="no"), "'no' is not true or false"),
        (lambda d: d["schemes"][0]["parameters"]["typing_weight"].pop("provenance"), "provenance: is missing"),
        (lambda d: d["schemes"].append(d["schemes"][0]), "listed twice"),
        (lambda d: d["nodes"].append(copy.deepcopy(d["nodes"][-1])), "there twice"),
        (lambda d: d["schemes"].reverse(), "its scheme comes earlier"),
        (swap("nodes", 0, 10), "out of order"),
        (swap("nodes", 0, 1), "not in document order"),
    ],
)
def test_one_change_is_found(document: dict[str, Any], change: Change, message: str) -> None:
    change(document)
    with pytest.raises(KaoheError, match=message):
        validate(document)


def test_columns_come_in_contract_order() -> None:
    assert columns("grades") == ["scheme", "card", "unit", "period", "node", "grade"]
    assert list(TABLES) == ["nodes", "rows", "grades", "ranks", "money", "flags", "duties"]


def test_stored_results_are_checked(tmp_path: Path) -> None:
    assert read(FIXTURE).outline("gulin-accountability", "year") == [Line("fine"), Line("events")]
    broken = tmp_path / "results.json"
    broken.write_text("{", encoding="utf-8")
    with pytest.raises(KaoheError, match="cannot be read"):
        read(broken)


def test_leaves() -> None:
    lines = [Line("total"), Line("front", 1), Line("back", 1), Line("a", 2), Line("b", 2), Line("c", 1)]
    assert [line.node for line in leaves(lines)] == ["front", "a", "b", "c"]
