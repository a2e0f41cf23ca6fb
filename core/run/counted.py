"""Gather judged rows: one column per input and cell, folded over the rows of a unit and all below it."""

from __future__ import annotations

import narwhals as nw
import polars as pl

from kaohe.core.errors import KaoheError, Problem
from kaohe.core.numbers import Range
from kaohe.core.program import Column, Program
from kaohe.core.run.cardplan import CardPlan, Step
from kaohe.core.run.judge import Judge, Judged
from kaohe.core.run.places import Places
from kaohe.core.run.quotients import shaped
from kaohe.core.run.rowcells import to_cells
from kaohe.core.run.rowfolds import fold_of, keeps, latest
from kaohe.core.run.rowplan import bare
from kaohe.core.run.through import folded_through, rate_through


def gather(
    plan: CardPlan, cells: pl.DataFrame, places: Places, size: int, judge: Judge, known: dict[str, Column]
) -> tuple[pl.DataFrame, dict[str, Column]]:
    """The cells with ``X@`` (or ``X@#n`` and ``X@#d``) for every input X that folds rows; ``X@!`` marks pending ones.

    ``known``: the columns gathered before, out of which counts may be taken.
    """
    columns: dict[str, Column] = dict(known)
    groups: dict[tuple[tuple[str, ...], str, str], list[Step]] = {}
    for step in plan.steps.values():
        if step.item is not None and step.item.rows and step.base:
            groups.setdefault((step.item.rows, step.item.reach, step.item.when), []).append(step)
    for (names, reach, when), steps in groups.items():
        for part in sources(plan, names, judge):
            cells = _fold(plan, cells, places, size, judge, part, reach, when, steps, columns)
    return cells, columns


def sources(plan: CardPlan, names: tuple[str, ...], judge: Judge) -> list[Judged]:
    """The judged rows that an input folds: one rows table, or several kinds of events read as one."""
    if len(names) == 1:
        return [judge.rows(names[0])]
    return [judge.judged(bare(plan.scheme, names))]


def _fold(
    plan: CardPlan, cells: pl.DataFrame, places: Places, size: int, judge: Judge, judged: Judged, reach: str,
    when: str, steps: list[Step], columns: dict[str, Column],
) -> pl.DataFrame:  # fmt: skip
    frame, program = conditions(plan, judge, judged, steps)
    by = plan.card.segment.by if plan.card.segment is not None else ()
    frame = to_cells(frame, places, cells, size, reach, judge, when, by)
    aggregates: list[nw.Expr] = []
    shapes: list[tuple[Step, str, Range]] = []
    for step in steps:
        item = step.item
        assert item is not None
        base = f"{step.name.removesuffix('.provisional')}@"
        if item.through is not None and item.how == "rate":
            cells = rate_through(plan, cells, places, frame, judge, step, base, columns)
            continue
        if item.through is not None or item.how == "last":
            if item.through is not None:
                side, column = folded_through(plan, frame, program, judge, step, base)
            else:
                side, column = latest(frame, program, step, base)
            placed = places.column(base, side["?place"], side[base])
            cells = cells.with_columns(placed if column.range.nullable else placed.fill_null(0))
            columns[base] = column
            continue
        made, shape = fold_of(step, item, base, program, frame)
        aggregates += made
        shapes.append((step, base, shape))
    if "?pending" in frame.columns:
        for step, base, _ in shapes:
            aggregates.append(
                nw.when(keeps(step)).then(nw.col("?pending")).otherwise(nw.lit(False)).max().alias(f"{base}!")
            )
    if not aggregates:
        return cells
    engine = judge.settings.engine
    read = frame.select(_read(steps, frame)).with_columns(pl.col(pl.Enum).cast(pl.String))
    folded = engine.collect(engine.lazy(read).group_by("?place").agg(*aggregates))
    at = folded["?place"]
    cells = cells.with_columns(places.column(name, at, folded[name]) for name in folded.columns if name != "?place")
    for step, base, shape in shapes:
        cells = shaped(plan, cells, step, base, shape, program, columns)
    return cells


def conditions(plan: CardPlan, judge: Judge, judged: Judged, steps: list[Step]) -> tuple[pl.DataFrame, Program]:
    """The judged rows with a column per condition and amount of the inputs."""
    program = Program(dict(judged.columns), judge.constants, judge.operations)
    for step in steps:
        item = step.item
        assert item is not None
        for place, text in (("where", item.where), ("each", item.each)):
            if text is not None:
                try:
                    column = program.define(f"?{step.name}.{place}", plan.scheme.tree(text))
                    if place == "where" or item.how == "rate":
                        column.must_be("truth")
                    elif item.how != "last" or item.through is not None:
                        column.must_be("number")
                except KaoheError as error:
                    raise KaoheError(
                        [
                            Problem(p.what, p.hint, scheme=plan.scheme.id, card=plan.name, node=step.name)
                            for p in error.problems
                        ]
                    ) from None
    if not program.defined:
        return judged.frame, program
    return program.run(judged.frame, judge.settings.engine), program


def _read(steps: list[Step], frame: pl.DataFrame) -> list[str]:
    """The columns that folding reads."""
    names = ["?place", "count", "?pending"]
    for step in steps:
        names += [f"?{step.name}.where", f"?{step.name}.each"]
        names += [step.item.distinct] if step.item is not None and step.item.distinct else []
    return [name for name in dict.fromkeys(names) if name in frame.columns]
