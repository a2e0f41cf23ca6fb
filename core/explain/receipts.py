"""Receipts of cells: read back from the run, node by node."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kaohe.core.explain.filled import Filled, unbracketed
from kaohe.core.explain.items import in_words, written
from kaohe.core.explain.names import Names, amount
from kaohe.core.explain.parts import parts_of
from kaohe.core.explain.phrases import Language
from kaohe.core.explain.receipt import Both, Evidence, Quote, Receipt, Used
from kaohe.core.language.tree import Arithmetic, Call, Expression, Name, walk
from kaohe.core.results.nodes import NodeTable, quantity_of
from kaohe.core.results.numbers import moment, plain
from kaohe.core.results.rowtable import is_time
from kaohe.core.run.behind import base_step, rows_behind

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.results import Results
    from kaohe.core.run.cardrun import CardRun, Cell
    from kaohe.core.run.judge import Judged

LANGUAGES: tuple[Language, Language] = ("zh", "en")
MOST_ADDED = 12


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
    filled = Filled(
        lambda name: outcome.score.exactly.value(card, name, cell),
        outcome.score.operations_of(card),
        hidden=lambda name: _hidden(card, name),
    )
    names = {language: Names(plan.scheme, language, plan.name) for language in LANGUAGES}
    arithmetic = unbracketed(filled(tree))
    rows = tuple(_evidence(results, card, cell, node))
    if item is not None and item.rows and rows and all(row.adds is not None for row in rows):
        arithmetic = (
            added(row.adds for row in rows) if len(rows) <= MOST_ADDED and item.how in (None, "sum") else arithmetic
        )
    children = _children(card, node) if depth > 0 else []
    return Receipt(
        scheme=plan.scheme.label, version=plan.scheme.version, card=plan.called, unit=card.whose(cell[0])[0], period=entry["period"], node=node,
        title={language: names[language](node) for language in LANGUAGES},
        quantity=quantity_of(card, node), state=entry["state"], shown=entry["shown"], value=entry["value"], exact=entry.get("exact"),
        provisional=entry.get("provisional"), full=entry["full"], rate=entry["rate"],
        sentence={language: names[language].rule(node) for language in LANGUAGES},
        formula=written(item) if item is not None else "", words=words, arithmetic=arithmetic, because=tuple(filled.decided),
        clauses=tuple(quote(plan.scheme, clause) for clause in (item.clause if item is not None else ())),
        parameters=tuple(_parameters(plan.scheme, tree)), notes=_notes(entry["labels"]),
        evidence=rows,
        parts=tuple(parts_of(results, card, cell, node)),
        children=tuple(explain_cell(results, card, cell, child, depth - 1) for child in children),
    )  # fmt: skip


def added(amounts: Iterable[str | None]) -> str:
    """Amounts as a sum.

    >>> added(["2", "-1", "0.5"])
    '2 − 1 + 0.5'
    """
    text = " + ".join(str(amount) for amount in amounts)
    return text.replace("+ -", "− ").replace("-", "−", 1) if text.startswith("-") else text.replace("+ -", "− ")


def quote(scheme: Scheme, clause: str) -> Quote:
    """A clause with its words and where they stand."""
    entry = scheme.text.get("clause", {}).get(clause, {})
    return Quote(clause, str(entry.get("quote", "")), str(entry.get("at", "")))


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


def _hidden(card: CardRun, name: str) -> Expression | None:
    """The formula of a hidden node, where it is plain arithmetic over other values of the cell."""
    item, step = card.plan.card.node.get(name), card.plan.steps.get(name)
    if item is None or step is None or not item.hidden or step.base or not isinstance(step.tree, Arithmetic):
        return None
    return None if any(isinstance(part, Call) for part in walk(step.tree)) else step.tree


def _parameters(scheme: Scheme, tree: Any) -> list[Used]:
    """The parameters that a formula reads; of a table, the entry that it names, else all."""
    read = dict.fromkeys(node.name for node in walk(tree) if isinstance(node, Name) and node.name in scheme.constants)
    used = []
    for name in read:
        parameter = scheme.parameters[name.partition(".")[0]]
        text = scheme.text.get("parameter", {}).get(parameter.name, {})
        titles = {language: str(text.get(language, parameter.name)) for language in LANGUAGES}
        used.append(Used(name, titles, amount(scheme.constants[name], "en"), parameter.provenance))
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


def evidence(scheme: Scheme, judged: Judged, row: dict[str, Any], unit: str, each: Fraction | bool | None) -> Evidence:
    """One judged row as evidence."""
    rows, line = judged.plan.rows, None
    clauses: tuple[Quote, ...] = ()
    texts = scheme.text.get("rows", {}).get(judged.plan.name, {})
    if rows.line and row.get("line"):
        line = list(rows.line)[int(row["line"]) - 1]
        clauses = tuple(quote(scheme, clause) for clause in rows.line[line].clause)
    values = {}
    for name in judged.produced:
        value = judged.columns[name].read(row)
        if value is not None and value != ():
            values[name] = _value(value, is_time(judged, name))
    titles = {
        name: {language: Names(scheme, language, None, judged.plan.name)(name) for language in LANGUAGES}
        for name in values
    }
    time = row.get("at") if row.get("at") is not None else row.get("accepted_at")
    return Evidence(
        table=judged.plan.table, ref=str(row["ref"]), unit=str(unit), kind=str(row.get("kind") or ""),
        at=moment(int(time)) if time is not None else "", person=row.get("person"), line=line,
        line_title=_titles(texts.get("line", {}).get(line)), clauses=clauses, values=values, titles=titles,
        adds=None if each is None or isinstance(each, bool) else plain(each)[0],
        state="pending" if row.get("?pending") else "value", file=row.get("_file"), row=row.get("_row"),
    )  # fmt: skip


def _titles(entry: Any) -> Both:
    return {language: str(entry.get(language, "")) for language in LANGUAGES} if isinstance(entry, dict) else {}


def _value(value: object, time: bool) -> str:
    if isinstance(value, Fraction):
        return moment(int(value)) if time else plain(value)[0]
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
