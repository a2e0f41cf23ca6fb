"""Cells: one per assessed unit and period of a card; ``t`` is the first month of the period."""

from __future__ import annotations

import polars as pl

from kaohe.core.errors import KaoheError, Problem
from kaohe.core.language.tree import Name, walk
from kaohe.core.numbers import Range, constant
from kaohe.core.operations import operations
from kaohe.core.periods import Period
from kaohe.core.program import Column, Program
from kaohe.core.run import attributes, segments
from kaohe.core.run.cardplan import CardPlan
from kaohe.core.run.outcometrees import formulas
from kaohe.core.run.settings import Settings
from kaohe.core.run.spans import cycle
from kaohe.core.tables.hierarchy import assessed

PARTS = {"month": 12, "quarter": 4, "half": 2, "year": 1}


def kinds(plan: CardPlan, settings: Settings) -> tuple[str, ...]:
    """The unit kinds a card assesses in this run: the one chosen, if the card has it (two cards may share a name)."""
    wanted = settings.unit_kinds.get(plan.called) or settings.unit_kinds.get(plan.name) or settings.unit_kinds.get("")
    return (wanted,) if wanted in plan.card.unit else plan.card.unit


def unit_names(plan: CardPlan) -> list[str]:
    """The attributes ``unit.X`` that a card reads."""
    found: dict[str, None] = {}
    trees = [step.tree for step in plan.steps.values()] + list(formulas(plan).values())
    if plan.card.where is not None:
        trees.append(plan.scheme.tree(plan.card.where))
    for tree in trees:
        for node in walk(tree):
            if isinstance(node, Name) and node.name.startswith("unit."):
                found[node.name[5:]] = None
    for step in plan.steps.values():
        if step.item is not None and step.item.from_:
            found |= dict.fromkeys(name for name in step.item.by if name != "parent")
    return list(found)


def cells(
    plan: CardPlan, periods: list[Period], units: pl.DataFrame, settings: Settings, occurs: pl.DataFrame | None = None
) -> tuple[pl.DataFrame, dict[str, Column]]:
    """The cells of a card with the unit attributes it reads, and what those columns mean."""
    names = unit_names(plan)
    columns: dict[str, Column] = {}
    for name in names:
        column = attributes.unit_column(name)
        if column is None:
            raise KaoheError(f"unknown unit attribute {name!r}", scheme=plan.scheme.id, card=plan.name)
        columns[f"unit.{name}"] = column
    columns["period.number"] = Column("period.number", "number", Range(1, 1, 1000), nullable=False, quantity="count")
    columns["period.of"] = Column("period.of", "number", Range(1, 1, 1000), nullable=False, quantity="count")
    wanted = list(kinds(plan, settings))
    if plan.card.segment is not None:
        wanted = [segments.kind_of(kind) for kind in wanted]
        names = list(dict.fromkeys([*names, "segment", "base"]))
    parts = []
    same = None if _spells(units) or not periods else _frame(plan, assessed(units, wanted, periods[0]), names, settings)
    for period in periods:
        frame = same if same is not None else _frame(plan, assessed(units, wanted, period), names, settings)
        number, of = _number(plan, period)
        parts.append(frame.with_columns(
            pl.lit(period.first, pl.Int64).alias("t"), pl.lit(number, pl.Int64).alias("period.number"), pl.lit(of, pl.Int64).alias("period.of"),
        ))  # fmt: skip
    if not parts:
        parts = [
            _frame(plan, assessed(units, wanted, Period(0, 0)).head(0), names, settings).with_columns(
                pl.lit(0, pl.Int64).alias(n) for n in ("t", "period.number", "period.of")
            )
        ]
    made = pl.concat(parts)
    if plan.card.segment is not None and occurs is not None and periods:
        size = periods[0].last - periods[0].first + 1
        made = segments.kept(made, occurs, size, plan.card.segment.when == "to_date")
    return made, columns


def _spells(units: pl.DataFrame) -> bool:
    return units["from"].null_count() < units.height or units["to"].null_count() < units.height


def _number(plan: CardPlan, period: Period) -> tuple[int, int]:
    """The how-manieth period of its cycle or year this is, and of how many."""
    size = period.last - period.first + 1
    written = cycle(plan)
    if written is not None:
        return (period.first - written.first) // size + 1, (written.last - written.first + 1) // size
    of = 12 // size if size <= 12 else 1
    return (period.first % 12) // size + 1, of


def _frame(plan: CardPlan, units: pl.DataFrame, names: list[str], settings: Settings) -> pl.DataFrame:
    absent = [pl.lit(None, pl.String).alias(name) for name in names if name not in units.columns]
    frame = units.with_columns(absent) if absent else units
    picked = frame.select("unit", "kind", "parent", *(pl.col(name).alias(f"unit.{name}") for name in names))
    if plan.card.where is None:
        return picked
    return _kept(plan, picked, names, settings)


def _kept(plan: CardPlan, units: pl.DataFrame, names: list[str], settings: Settings) -> pl.DataFrame:
    """The units of which the card's ``where`` holds."""
    columns = {f"unit.{name}": column for name in names if (column := attributes.unit_column(name)) is not None}
    program = Program(columns, {name: constant(value) for name, value in plan.scheme.constants.items()}, operations())
    assert plan.card.where is not None
    try:
        program.define("?where", plan.scheme.tree(plan.card.where)).must_be("truth")
    except KaoheError as error:
        raise KaoheError(
            [Problem(p.what, p.hint, scheme=plan.scheme.id, card=plan.name, node="where") for p in error.problems]
        ) from None
    return units.filter(program.run(units, settings.engine).get_column("?where").fill_null(False))
