"""Judge: what a document says of one event or ticket, computed on its row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from kaohe.core.catalogue import catalogue
from kaohe.core.documents.model import Over
from kaohe.core.documents.scheme import Scheme
from kaohe.core.errors import KaoheError, Problem
from kaohe.core.language.tree import (
    names,
)
from kaohe.core.numbers import Code, constant
from kaohe.core.operations import Operation
from kaohe.core.periods import SIZES
from kaohe.core.program import Column, Program, evaluate
from kaohe.core.program.program import DOUBT, patch
from kaohe.core.run import appealed, ticketperiod
from kaohe.core.run.picked import INCIDENT, picked
from kaohe.core.run.rowplan import AS_OF, RowPlan, bare, plan_rows, table_read
from kaohe.core.run.rowstart import required, start
from kaohe.core.run.windows import Since, window
from kaohe.core.tables.hierarchy import day_of, with_nearest
from kaohe.core.tables.times import month_of, time_column

if TYPE_CHECKING:
    from kaohe.core.run.settings import Settings
    from kaohe.core.tables import Tables


@dataclass
class Judged:
    """Judged rows: ``frame`` with a row per case, ``columns`` what its columns mean, ``plan`` where they come from."""

    plan: RowPlan
    frame: pl.DataFrame
    columns: dict[str, Column]

    @property
    def produced(self) -> list[str]:
        """Names the rows table itself defines, in document order."""
        rows = self.plan.rows
        lines = [column for line in rows.line.values() for column in line.sets]
        return [name for name in dict.fromkeys([*rows.let, *rows.over, *lines]) if name in self.columns]


class Judge:
    """Judges the rows tables of a scheme, each once."""

    def __init__(
        self,
        scheme: Scheme,
        tables: Tables,
        settings: Settings,
        operations: dict[str, Operation],
        since: Since | None = None,
    ) -> None:
        self.scheme, self.tables, self.settings, self.operations, self.since = (
            scheme,
            tables,
            settings,
            operations,
            since,
        )
        self.constants = {name: constant(value) for name, value in scheme.constants.items()}
        self.done: dict[str, Judged] = {}
        self.in_doubt = 0

    def rows(self, name: str) -> Judged:
        """A rows table, judged. Raises KaoheError for rows that lack a required column."""
        return self.done[name] if name in self.done else self.judged(self.plan(name))

    def judged(self, plan: RowPlan) -> Judged:
        """The rows of a plan, judged once by its name."""
        if plan.name not in self.done:
            self.done[plan.name] = self._judge(plan)
        return self.done[plan.name]

    def handed_in(self, name: str) -> bool:
        """Whether the table that a rows table reads is part of the data, be it empty."""
        table = table_read(self.scheme, name)
        return any(entry.table == table for entry in self.tables.inputs)

    def plan(self, name: str) -> RowPlan:
        """The plan of a rows table; a bare kind of event or ticket is one without rules."""
        if name in self.scheme.rows:
            return plan_rows(self.scheme, name)
        return bare(self.scheme, (name,))

    def _judge(self, plan: RowPlan) -> Judged:
        ticketperiod.place(plan, self.settings)
        appealed.mark(plan, self.tables)
        frame, columns = start(self, plan)
        required(self.scheme, plan, frame)
        order = plan.ordered()
        if AS_OF in columns:
            frame, order = self._judged_as_of(plan, frame, columns, order)
        if "?where" in plan.steps:
            first = self._needed("?where", plan, order)
            frame = self._compute(plan, frame, columns, [name for name in order if name in first])
            frame = frame.filter(pl.col("?where").fill_null(False))
            order = [name for name in order if name not in first]
        if (
            any(over.how in ("number", "count") for over in plan.rows.over.values())
            and frame.height
            and frame["count"].max() != 1
        ):
            frame = _one_by_one(frame)
        first = self._needed("?at", plan, order) if "?at" in order else set()
        if first.isdisjoint(plan.rows.over):
            frame = self._compute(plan, frame, columns, [name for name in order if name in first])
            frame = self._in_period(plan, frame)
            frame = self._compute(plan, frame, columns, [name for name in order if name not in first])
        else:
            frame = self._compute(plan, frame, columns, order)
            frame = self._in_period(plan, frame)
        return Judged(plan, self._picked(plan, _dated(frame), columns), columns)

    def _picked(self, plan: RowPlan, frame: pl.DataFrame, columns: dict[str, Column]) -> pl.DataFrame:
        if plan.rows.pick is None:
            return frame
        key = plan.rows.pick.per or INCIDENT
        return picked(self._above(frame, key), plan.rows.pick, key, columns)

    def _judged_as_of(
        self, plan: RowPlan, frame: pl.DataFrame, columns: dict[str, Column], order: list[str]
    ) -> tuple[pl.DataFrame, list[str]]:
        """The frame with the moment of judgement of each row: of the run, or the last second of the row's period."""
        first = self._needed("?at", plan, order) if "?at" in order else set()
        if not first.isdisjoint(plan.rows.over):
            raise KaoheError(
                "as_of cannot be read where at reads a window", scheme=self.scheme.id, node=f"rows.{plan.name}"
            )
        frame = self._compute(plan, frame, columns, [name for name in order if name in first])
        frame = self._in_period(plan, frame)
        size = min((SIZES[card.period] for card in self.scheme.cards.values() if card.period in SIZES), default=1)
        after = (pl.col("month") // size + 1) * size
        end = pl.datetime(after // 12, after % 12 + 1, 1).dt.epoch("s") - 1
        given = self.settings.as_of
        moment = end if given is None else pl.lit(given, pl.Int64)
        return frame.with_columns(moment.alias(AS_OF)), [name for name in order if name not in first]

    def _needed(self, name: str, plan: RowPlan, order: list[str]) -> set[str]:
        needed = {name}
        for key in reversed(order):
            if key in needed and key in plan.steps:
                needed |= names(plan.steps[key]) & plan.all_names
        return needed

    def _compute(
        self, plan: RowPlan, frame: pl.DataFrame, columns: dict[str, Column], order: list[str]
    ) -> pl.DataFrame:
        batch: list[str] = []
        for name in [*order, ""]:
            if name and name in plan.steps:
                batch.append(name)
                continue
            if batch:
                frame = self._program(plan, frame, columns, batch)
                batch = []
            if name:
                frame = self._over(plan, frame, columns, name, plan.rows.over[name])
        return frame

    def _over(
        self, plan: RowPlan, frame: pl.DataFrame, columns: dict[str, Column], name: str, over: Over
    ) -> pl.DataFrame:
        extra = []
        for place, text in (("of", over.of), ("where", over.where)):
            if text is not None:
                plan.steps[f"?{name}.{place}"] = self.scheme.tree(text)
                extra.append(f"?{name}.{place}")
        if extra:
            frame = self._program(plan, frame, columns, extra)
        if over.within == "rolling_year" and self.since is not None:
            self.since.check(frame, f"{name} of rows.{plan.name}", self.scheme.id)
        time = time_column(frame)
        frame = self._above(frame, over.per)
        if over.within is not None:
            frame = self._in_period(plan, frame)
        frame, column = window(frame, name, over, columns, time)
        columns[name] = column
        return frame

    def _above(self, frame: pl.DataFrame, keys: Iterable[str]) -> pl.DataFrame:
        """The frame with the nearest unit of every kind among the keys, on the row's day."""
        for key in keys:
            if key not in frame.columns and key in catalogue().unit_kinds:
                frame = with_nearest(frame, self.tables.units, key, day_of(frame))
        return frame

    def _program(
        self, plan: RowPlan, frame: pl.DataFrame, columns: dict[str, Column], batch: list[str]
    ) -> pl.DataFrame:
        program = Program(dict(columns), self.constants, self.operations)
        ready = sorted(batch, key=batch.index)
        for name in ready:
            try:
                column = program.define(name, plan.steps[name])
                if name == "?at":
                    column.must_be("number")
                elif name in ("?where", "?pending") or name.endswith(".where") or _outcome(name):
                    column.must_be("truth")
            except KaoheError as error:
                raise KaoheError(
                    [
                        Problem(
                            p.what,
                            p.hint,
                            **({"scheme": self.scheme.id, "node": f"rows.{plan.name}, {name.lstrip('?')}"} | p.where),
                        )
                        for p in error.problems
                    ]
                ) from None
            if name in plan.rows.codes:
                program.columns[name] = columns[name] = Column(name, "code", codes=plan.rows.codes[name])
                program.values[name] = at_level(program, name)
            columns[name] = program.columns[name] if name in plan.rows.codes else column
        done = program.run(frame, self.settings.engine)
        doubtful = done.select(pl.arg_where(pl.col(DOUBT))).to_series().to_list() if done.height else []
        if doubtful:
            self.in_doubt += len(doubtful)
            done = self._settled(plan, done, columns, ready, doubtful)
        return done.drop(DOUBT)

    def _settled(
        self, plan: RowPlan, frame: pl.DataFrame, columns: dict[str, Column], batch: list[str], doubtful: list[int]
    ) -> pl.DataFrame:
        def compute(place: int, column: Column) -> object:
            row = frame.row(place, named=True)

            def name(key: str) -> object:
                if key in batch:
                    return evaluate(plan.steps[key], name, self.operations)  # type: ignore[arg-type]
                return columns[key].read(row) if key in columns else self.scheme.constants[key]

            try:
                return evaluate(plan.steps[column.name], name, self.operations)  # type: ignore[arg-type]
            except KaoheError as error:
                where = {
                    "file": row.get("_file"),
                    "row": row.get("_row"),
                    "unit": row["unit"],
                    "scheme": self.scheme.id,
                }
                raise KaoheError(
                    [Problem(f"{row['ref']}: {p.what}", p.hint, **(where | p.where)) for p in error.problems]
                ) from None

        return patch(frame, doubtful, [columns[name] for name in batch], compute)  # type: ignore[arg-type]

    def _in_period(self, plan: RowPlan, frame: pl.DataFrame) -> pl.DataFrame:
        if "?at" not in frame.columns:
            return frame
        return frame.with_columns(month=month_of(pl.col("?at"))).filter(pl.col("month").is_not_null())


def _outcome(name: str) -> bool:
    """Whether a step says when a flag of rows is raised."""
    return name.startswith("?flag.") and name.count(".") == 1


def at_level(program: Program, name: str) -> Code:
    """The code column read from the batch after the one that computes it."""
    level = next(place for place, batch in enumerate(program.sheet.batches) if name in batch) + 1
    code = program.columns[name].value()
    assert isinstance(code, Code)
    return replace(code, level=level)


def _one_by_one(frame: pl.DataFrame) -> pl.DataFrame:
    """A row that stands for several cases, as so many rows: running numbers count cases."""
    repeated = frame.with_columns(pl.lit(1, pl.Int64).repeat_by("count").alias("?ones")).explode("?ones")
    return repeated.drop("?ones").with_columns(pl.lit(1, pl.Int64).alias("count"))


def _dated(frame: pl.DataFrame) -> pl.DataFrame:
    """A ticket without a time of acceptance has its place, and its order, by the moment that names its period."""
    if "accepted_at" not in frame.columns or "?at" not in frame.columns:
        return frame
    return frame.with_columns(pl.coalesce("accepted_at", "?at").alias("accepted_at"))
