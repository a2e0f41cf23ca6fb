"""The judged rows behind a gathered value: the same conditions and the same cells as the gathering itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import polars as pl

from kaohe.core.run.cardrun import CardRun
from kaohe.core.run.counted import conditions, sources
from kaohe.core.run.judge import Judged
from kaohe.core.run.places import Places
from kaohe.core.run.rowcells import to_cells
from kaohe.core.tables.times import time_column

if TYPE_CHECKING:
    from kaohe.core.run.cardplan import Step
    from kaohe.core.run.execute import Outcome


@dataclass(frozen=True)
class Behind:
    """A judged row at a cell: whether the input's condition keeps it, and what it adds (None: it is counted)."""

    judged: Judged
    row: dict[str, Any]
    unit: str
    t: int
    kept: bool
    each: Fraction | bool | None
    own_unit: str


def base_step(card: CardRun, name: str) -> Step | None:
    """The step that holds the source of a name: behind a gate, the provisional one."""
    steps = card.plan.steps
    return steps.get(f"{name}.provisional") or steps.get(name)


def rows_behind(
    outcome: Outcome, card: CardRun, name: str, *, unit: str | None = None, t: int | None = None, ref: str | None = None
) -> Iterator[Behind]:
    """The judged rows at the cells of a name that folds rows, in order of time; of one cell, or of one event, if named."""
    step = base_step(card, name)
    if step is None or step.item is None or not step.item.rows or not step.base:
        return
    judge = outcome.judges[card.plan.scheme.label]
    for judged in sources(card.plan, step.item.rows, judge):
        frame = judged.frame
        if t is not None:
            first = {"to_date": 0, "so_far": t // 12 * 12}.get(step.item.when, t)
            frame = frame.filter(pl.col("month").is_between(first, t + card.size - 1))
        if ref is not None:
            frame = frame.filter(pl.col("ref") == ref)
        if not frame.height:
            continue
        made, program = conditions(card.plan, judge, replace(judged, frame=frame), [step])
        placed = to_cells(
            made.with_columns(pl.col("unit").alias("?own")),
            Places(card.frame),
            card.frame.select("unit", "t"),
            card.size,
            step.item.reach,
            judge,
            step.item.when,
            card.plan.card.segment.by if card.plan.card.segment is not None else (),
        )
        if unit is not None:
            placed = placed.filter(pl.col("unit") == unit)
        time = time_column(placed)
        where, each = f"?{step.name}.where", program.columns.get(f"?{step.name}.each")
        for row in placed.sort("t", time, "ref").iter_rows(named=True):
            kept = step.item.where is None or row[where] is True
            value = each.read(row) if each is not None else None
            yield Behind(judged, row, row["unit"], row["t"], kept, value, row["?own"])  # type: ignore[arg-type]
