"""Judged rows and gathered cells of earlier runs of the same data and settings.

A run of a changed scheme (what-if, the mutation check) takes them up again where nothing they rest on has changed,
so that it only scores and settles.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import polars as pl

from kaohe.core.documents.model import Item
from kaohe.core.documents.scheme import Scheme
from kaohe.core.language.tree import names
from kaohe.core.periods import Period
from kaohe.core.program import Column
from kaohe.core.run.cardplan import CardPlan
from kaohe.core.run.held import tightened
from kaohe.core.run.judge import Judge
from kaohe.core.run.outcometrees import formulas

Gathered = tuple[pl.DataFrame, dict[str, Column]]
WORD = re.compile(r"[a-z_]\w*")


class Kept:
    """What one set of tables, run with one set of settings, has given so far."""

    def __init__(self) -> None:
        self.judged: dict[str, Judge] = {}
        self.cells: dict[str, Gathered] = {}

    def judge(self, judge: Judge) -> Judge:
        """The judge to use: the kept one of a scheme that judges rows in the same way, else this one."""
        return self.judged.setdefault(rows_key(judge.scheme) + repr(judge.since), judge)

    def gather(self, plan: CardPlan, periods: list[Period], judge: Judge, gather: Callable[[], Gathered]) -> Gathered:
        """The cells of a card; ``gather`` is asked only for those that are new."""
        key = cells_key(plan, periods)
        if any(item.rows for item in _sources(plan)):
            key += str(id(judge))
        if key not in self.cells:
            self.cells[key] = gather()
        frame, columns = self.cells[key]
        return frame, dict(columns)

    def held(self, column: Column, frame: pl.DataFrame) -> Column:
        """The column by what its cells hold."""
        return tightened(column, frame)


def rows_key(scheme: Scheme) -> str:
    """All that judging rests on: the rows tables, what cards ask of rows, and the constants that these read."""
    asked = [
        (item.rows, item.where, item.each, item.distinct, item.through)
        for card in scheme.cards.values() for item in (*card.input.values(), *card.node.values()) if item.rows
    ]  # fmt: skip
    segments = [card.segment for card in scheme.cards.values()]
    text = f"{scheme.label}{scheme.rows!r}{scheme.document.macro!r}{asked!r}{segments!r}"
    return text + _constants(scheme, text)


def cells_key(plan: CardPlan, periods: list[Period]) -> str:
    """All that gathering one card rests on besides the judged rows."""
    trees = [*(step.tree for step in plan.steps.values()), *formulas(plan).values()]
    read = sorted({name for tree in trees for name in names(tree) if name.startswith(("unit.", "period."))})
    card = plan.card
    steps = [(name, step.item) for name, step in plan.steps.items() if step.base]
    text = f"{plan.key}{plan.called}{periods!r}{card.unit}{card.where}{card.period}{card.segment!r}{plan.scheme.document.cycle!r}{plan.scheme.document.macro!r}{steps!r}{read}"
    return text + _constants(plan.scheme, text)


def _constants(scheme: Scheme, text: str) -> str:
    words = set(WORD.findall(text))
    return repr([(name, parameter.value) for name, parameter in scheme.parameters.items() if name in words])


def _sources(plan: CardPlan) -> list[Item]:
    return [step.item for step in plan.steps.values() if step.base and step.item is not None]
