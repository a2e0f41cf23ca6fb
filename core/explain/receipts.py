"""Receipts of cells: read back from the run, node by node."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kaohe.core.explain.filled import Filled
from kaohe.core.explain.items import in_words, written
from kaohe.core.explain.names import Names, amount
from kaohe.core.explain.phrases import Language, fill
from kaohe.core.explain.receipt import Both, Evidence, Quote, Receipt, Used
from kaohe.core.explain.words import rule_of
from kaohe.core.language.tree import Name, walk
from kaohe.core.results.nodes import NodeTable, quantity_of
from kaohe.core.results.numbers import moment, plain, shown
from kaohe.core.run.behind import base_step, rows_behind

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.results import Results
    from kaohe.core.run.cardrun import CardRun, Cell

LANGUAGES: tuple[Language, Language] = ("zh", "en")


def explain_cell(results: Results, card: CardRun, cell: Cell, node: str, depth: int = 1) -> Receipt:
    """The receipt of one node in one cell, with those of its children down to ``depth``."""
    outcome, plan = results.outcome, card.plan
    table = NodeTable(outcome, card)
    entry = table.entry(cell, node)
    step = plan.steps[node]
    item = step.item
    words = {
        language: in_words(Names(plan.scheme, language, plan.name), node, item) if item is not None else ""
        for language in LANGUAGES
    }
    base = base_step(card, node)
    tree = base.tree if base is not None else step.tree
    filled = Filled(lambda name: outcome.score.exactly.value(card, name, cell), outcome.score.operations_of(card))
    text = plan.scheme.text.get(plan.name) or plan.scheme.text.get(plan.called) or {}
    words_of = text.get("node", {}).get(node) or text.get("input", {}).get(node) or {}
    arithmetic = filled(tree)
    children = _children(card, node) if depth > 0 else []
    return Receipt(
        scheme=plan.scheme.label, version=plan.scheme.version, card=plan.called, unit=card.whose(cell[0])[0], period=entry["period"], node=node,
        title={language: Names(plan.scheme, language, plan.name)(node) for language in LANGUAGES},
        quantity=quantity_of(card, node), state=entry["state"], shown=entry["shown"], value=entry["value"], exact=entry.get("exact"),
        provisional=entry.get("provisional"), full=entry["full"], rate=entry["rate"],
        sentence={language: _slots(plan.scheme, plan.name, rule_of(words_of, language), language) for language in LANGUAGES},
        formula=written(item) if item is not None else "", words=words, arithmetic=arithmetic, because=tuple(filled.decided),
        clauses=tuple(quote(plan.scheme, clause) for clause in (item.clause if item is not None else ())),
        parameters=tuple(_parameters(plan.scheme, tree)), notes=_notes(entry["labels"]),
        evidence=tuple(_evidence(results, card, cell, node)),
        children=tuple(explain_cell(results, card, cell, child, depth - 1) for child in children),
    )  # fmt: skip


def quote(scheme: Scheme, clause: str) -> Quote:
    """A clause with its words and where they stand."""
    entry = scheme.text.get("clause", {}).get(clause, {})
    return Quote(clause, str(entry.get("quote", "")), str(entry.get("at", "")))


def _slots(scheme: Scheme, card: str, text: str, language: Language) -> str:
    names = Names(scheme, language, card)
    slots = {name: amount(value, language) for name, value in scheme.constants.items() if not isinstance(value, dict)}
    slots |= {name: names(name) for name in scheme.cards[card].node}
    return fill(text, slots) if text else ""


def _children(card: CardRun, node: str) -> list[str]:
    base = base_step(card, node)
    if base is None:
        return []
    found: list[str] = []
    todo = sorted(base.reads)
    while todo:
        name = todo.pop(0)
        item = card.plan.card.node.get(name)
        if item is None:
            continue
        inner = base_step(card, name)
        if item.hidden and inner is not None and not inner.base:
            todo += sorted(inner.reads)
        elif name not in found:
            found.append(name)
    order = list(card.plan.card.node)
    return sorted(found, key=order.index)


def _parameters(scheme: Scheme, tree: Any) -> list[Used]:
    heads = dict.fromkeys(node.name.partition(".")[0] for node in walk(tree) if isinstance(node, Name))
    used = []
    for name in heads:
        parameter = scheme.parameters.get(name)
        if parameter is None:
            continue
        text = scheme.text.get("parameter", {}).get(name, {})
        value = amount(parameter.value, "en")
        used.append(
            Used(name, {language: str(text.get(language, name)) for language in LANGUAGES}, value, parameter.provenance)
        )
    return used


def _notes(labels: list[str]) -> tuple[Both, ...]:
    said: dict[str, Both] = {
        "illustrative": {"zh": "含示例数值,仅供试算", "en": "rests on illustrative numbers, for trying out only"},
        "no_cases": {"zh": "当期无案例", "en": "there were no cases in the period"},
        "provisional": {"zh": "输入不全,结果为暂定", "en": "provisional: some inputs are lacking"},
    }
    return tuple(said[label] for label in labels if label in said)


def _evidence(results: Results, card: CardRun, cell: Cell, node: str) -> list[Evidence]:
    """The rows behind a node: its own, and those of the row inputs its formula reads."""
    base = base_step(card, node)
    sources = [node] if base is not None and base.base else sorted(base.reads if base is not None else ())
    rows: list[Evidence] = []
    for source in sources:
        for behind in rows_behind(results.outcome, card, source, unit=cell[0], t=cell[1]):
            if behind.kept:
                rows.append(evidence(card.plan.scheme, behind.judged, behind.row, behind.own_unit, behind.each))
    return rows


def evidence(scheme: Scheme, judged: Any, row: dict[str, Any], unit: str, each: Fraction | bool | None) -> Evidence:
    """One judged row as evidence."""
    line: str | None = None
    clauses: tuple[Quote, ...] = ()
    if judged.plan.rows.line and row.get("line"):
        line = list(judged.plan.rows.line)[int(row["line"]) - 1]
        clauses = tuple(quote(scheme, clause) for clause in judged.plan.rows.line[line].clause)
    values: dict[str, str] = {}
    for name in judged.produced:
        value = judged.columns[name].read(row)
        if value is not None and value != ():
            values[name] = (
                plain(value)[0]
                if isinstance(value, Fraction)
                else ("yes" if value else "no")
                if isinstance(value, bool)
                else str(value)
            )
    time = row.get("at") if row.get("at") is not None else row.get("accepted_at")
    adds = None if each is None or isinstance(each, bool) else shown(each, "points")
    return Evidence(
        judged.plan.table, str(row["ref"]), unit, str(row.get("kind") or ""), moment(int(time)) if time is not None else "", row.get("person"),
        line, {}, clauses, values, {}, adds, "pending" if row.get("?pending") else "value", row.get("_file"), row.get("_row"),
    )  # fmt: skip
