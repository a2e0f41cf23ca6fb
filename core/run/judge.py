"""Judge: what a document says of one event or ticket, computed on its row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import polars as pl

from kaohe.core.catalogue import catalogue
from kaohe.core.documents.model import Over
from kaohe.core.documents.scheme import Scheme
from kaohe.core.errors import KaoheError, Problem, did_you_mean
from kaohe.core.language.tree import (
    Expression,
    Name,
    names,
    walk,
)
from kaohe.core.numbers import Code, constant
from kaohe.core.operations import Operation
from kaohe.core.program import Column, Program, evaluate
from kaohe.core.program.program import DOUBT, patch
from kaohe.core.run import appealed, attributes, ticketperiod
from kaohe.core.run.rowplan import AS_OF, RowPlan, plan_rows, root_kinds
from kaohe.core.run.windows import Since, window
from kaohe.core.tables.hierarchy import with_nearest

if TYPE_CHECKING:
    from kaohe.core.run.settings import Settings
    from kaohe.core.tables import Tables

ALWAYS = ("ref", "unit", "person", "incident", "month", "count", "_row", "_file")


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
        if name not in self.done:
            self.done[name] = self._judge(self.plan(name))
        return self.done[name]

    def has_rows(self, name: str) -> bool:
        """Whether the data hold any event or ticket of the kinds that a rows table reads."""
        plan = self.plan(name)
        kinds = plan.kinds or root_kinds(self.scheme, name)
        source: pl.DataFrame = getattr(self.tables, plan.table)
        return source.filter(pl.col("kind").is_in(list(kinds))).height > 0

    def plan(self, name: str) -> RowPlan:
        """The plan of a rows table; a bare kind of event or ticket is one without rules."""
        if name in self.scheme.rows:
            return plan_rows(self.scheme, name)
        from kaohe.core.documents.model import Rows
        from kaohe.core.run.rowplan import table_of

        return RowPlan(self.scheme, name, Rows(of=(name,)), table_of(self.scheme, name, (name,)), (name,), None)

    def _judge(self, plan: RowPlan) -> Judged:
        ticketperiod.place(plan, self.settings)
        appealed.mark(plan, self.tables)
        frame, columns = self._start(plan)
        frame = self._required(plan, frame)
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
        return Judged(plan, self._picked(plan, frame, columns), columns)

    def _judged_as_of(
        self, plan: RowPlan, frame: pl.DataFrame, columns: dict[str, Column], order: list[str]
    ) -> tuple[pl.DataFrame, list[str]]:
        """The frame with the moment of judgement of each row: of the run, or the last second of the row's month."""
        first = self._needed("?at", plan, order) if "?at" in order else set()
        if not first.isdisjoint(plan.rows.over):
            raise KaoheError(
                "as_of cannot be read where at reads a window", scheme=self.scheme.id, node=f"rows.{plan.name}"
            )
        frame = self._compute(plan, frame, columns, [name for name in order if name in first])
        frame = self._in_period(plan, frame)
        year, month = pl.col("month") // 12, pl.col("month") % 12 + 1
        end = pl.datetime(year, month, 1).dt.offset_by("1mo").dt.epoch("s") - 1
        given = self.settings.as_of
        moment = end if given is None else pl.lit(given, pl.Int64)
        return frame.with_columns(moment.alias(AS_OF)), [name for name in order if name not in first]

    def _start(self, plan: RowPlan) -> tuple[pl.DataFrame, dict[str, Column]]:
        if plan.parent is not None:
            above = self.rows(plan.parent)
            columns = {name: column for name, column in above.columns.items() if not name.startswith("?")}
            frame = above.frame.select(name for name in above.frame.columns if not name.startswith("?"))
            plan.table = above.plan.table
            return self._with_attributes(plan, frame, columns)
        source: pl.DataFrame = getattr(self.tables, plan.table)
        frame = source.filter(pl.col("kind").is_in(list(plan.kinds)))
        if plan.table == "events":
            if plan.rows.verified:
                frame = frame.filter(pl.col("verified"))
            frame = frame.with_columns(ref=pl.col("event"))
        else:
            stamp = pl.from_epoch(pl.col("accepted_at"))
            month = stamp.dt.year().cast(pl.Int64) * 12 + stamp.dt.month().cast(pl.Int64) - 1
            extra = [pl.lit(None, pl.String).alias(name) for name in ("person",) if name not in frame.columns]
            frame = frame.with_columns(
                pl.lit(1, pl.Int64).alias("count"),
                month.alias("month"),
                pl.col("ticket").alias("incident"),
                pl.col("ticket").alias("ref"),
                *extra,
            )
        frame = _person_first(frame, self.tables.units)
        if plan.rows.spread is not None:
            target, listed = plan.rows.spread.target
            frame = _spread(frame, target, listed, plan.rows.spread.otherwise, plan.table)
        return self._with_attributes(plan, frame, {})

    def _with_attributes(
        self, plan: RowPlan, frame: pl.DataFrame, columns: dict[str, Column]
    ) -> tuple[pl.DataFrame, dict[str, Column]]:
        wanted = self._reads(plan) - set(columns)
        if plan.rows.spread is not None and plan.parent is None:
            target, listed = plan.rows.spread.target
            entry = attributes.column(plan.rows.spread.otherwise or listed, plan.table)
            columns[target] = Column(target, "code", codes=entry.codes if entry else ())
        frame = attributes.with_columns(frame, wanted, plan.table)
        for name in sorted(wanted):
            if name == AS_OF:
                columns[AS_OF] = Column(AS_OF, "number", attributes.TIMES, nullable=False, quantity="time")
            elif name.startswith("unit."):
                column = attributes.unit_column(name[5:])
                if column is None:
                    raise KaoheError(f"unknown unit attribute {name[5:]!r}", scheme=self.scheme.id)
                columns[name] = column
            else:
                found = attributes.column(name, plan.table)
                if found is not None:
                    columns[name] = found
        needed = [name for name in columns if name.startswith("unit.") and name not in frame.columns]
        frame = _with_units(frame, self.tables.units, needed)
        for name, order in plan.rows.codes.items():
            if name in columns:
                columns[name] = Column(name, "code", codes=order)
        self._check_names(plan, columns)
        kept = list(
            dict.fromkeys(
                [
                    *(name for name in ALWAYS if name in frame.columns),
                    *(c for c in columns if c in frame.columns),
                    *(["at"] if "at" in frame.columns else []),
                ]
            )
        )
        extra = [column for columns_ in plan.rows.require.values() for column in columns_ if column in frame.columns]
        order_by = [name for name in ("accepted_at", "kind") if name in frame.columns]
        return frame.select(list(dict.fromkeys([*kept, *extra, *order_by, *self._distinct(plan, frame)]))), columns

    def _distinct(self, plan: RowPlan, frame: pl.DataFrame) -> list[str]:
        keys = [
            item.distinct
            for card in self.scheme.cards.values()
            for item in (*card.node.values(), *card.input.values())
            if item.distinct
        ]
        keys += [
            item.through.per
            for card in self.scheme.cards.values()
            for item in (*card.node.values(), *card.input.values())
            if item.through
        ]
        return [key for key in keys if key in frame.columns]

    def _reads(self, plan: RowPlan) -> set[str]:
        read: set[str] = set()
        for tree in plan.steps.values():
            read |= names(tree)
        for over in plan.rows.over.values():
            read |= set(over.per)
            for text in (over.of, over.where):
                if text is not None:
                    read |= names(self.scheme.tree(text))
        if plan.rows.pick is not None:
            read |= {name for name in (plan.rows.pick.max, plan.rows.pick.min, *plan.rows.pick.per) if name}
        for tree in self._trees_above(plan.name):
            read |= names(tree)
        for other in self.scheme.rows:
            if plan.name in self.scheme.rows[other].of and other != plan.name:
                above = plan_rows(self.scheme, other)
                read |= self._reads(above) - above.all_names
        own = plan.all_names | set(self.scheme.constants)
        if plan.rows.spread is not None:
            own.add(plan.rows.spread.target[0])
        return read - own

    def _trees_above(self, name: str) -> list[Expression]:
        found = []
        for card in self.scheme.cards.values():
            for item in (*card.node.values(), *card.input.values()):
                if name in item.rows:
                    found += [self.scheme.tree(text) for text in (item.where, item.each) if text is not None]
                    found += [Name(key) for key in (item.distinct, item.through.per if item.through else None) if key]
            if card.segment is not None and name in card.segment.rows:
                found += [Name(key) for key in card.segment.by]
        return found

    def _check_names(self, plan: RowPlan, columns: dict[str, Column]) -> None:
        known = set(columns) | plan.all_names | set(self.scheme.constants)
        problems = []
        for place, tree in plan.steps.items():
            for node in walk(tree):
                if isinstance(node, Name) and node.name not in known:
                    problems.append(
                        Problem(
                            f"unknown name {node.name!r}",
                            did_you_mean(node.name, [*known, *catalogue().tables[plan.table].columns]),
                            scheme=self.scheme.id,
                            node=f"rows.{plan.name}, {place.lstrip('?')}",
                        )
                    )
        if problems:
            raise KaoheError(problems)

    def _required(self, plan: RowPlan, frame: pl.DataFrame) -> pl.DataFrame:
        problems = []
        for kind, needed in plan.rows.require.items():
            for name in needed:
                empty = (
                    frame.filter((pl.col("kind") == kind) & pl.col(name).is_null())
                    if name in frame.columns
                    else frame.filter(pl.col("kind") == kind)
                )
                for row in empty.head(25).to_dicts():
                    problems.append(
                        Problem(
                            f"{kind} {row['ref']} has no {name}",
                            f"fill in the column {name}",
                            file=row.get("_file"),
                            row=row.get("_row"),
                            unit=row["unit"],
                            scheme=self.scheme.id,
                        )
                    )
        if problems:
            raise KaoheError(problems)
        return frame

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
        time = "at" if "at" in frame.columns else "accepted_at"
        frame = self._above(frame, over.per, time)
        if over.within is not None:
            frame = self._in_period(plan, frame)
        frame, column = window(frame, name, over, columns, time)
        columns[name] = column
        return frame

    def _above(self, frame: pl.DataFrame, keys: Iterable[str], time: str) -> pl.DataFrame:
        """The frame with the nearest unit of every kind among the keys, on the row's day."""
        for key in keys:
            if key not in frame.columns and key in catalogue().unit_kinds:
                frame = with_nearest(frame, self.tables.units, key, pl.from_epoch(pl.col(time)).dt.date())
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
        time = pl.from_epoch(pl.col("?at"))
        month = time.dt.year().cast(pl.Int64) * 12 + time.dt.month().cast(pl.Int64) - 1
        return frame.with_columns(month=month).filter(pl.col("month").is_not_null())

    def _picked(self, plan: RowPlan, frame: pl.DataFrame, columns: dict[str, Column]) -> pl.DataFrame:
        pick = plan.rows.pick
        if pick is None:
            return frame
        key = list(pick.per or ("unit", "person", "incident"))
        time = "at" if "at" in frame.columns else "accepted_at"
        frame = self._above(frame, key, time)
        shared = _shared(frame, key)
        if not shared.any():
            return frame
        name = pick.max or pick.min
        assert name is not None
        worth = pl.col(name)
        if name in columns and columns[name].kind == "code" and columns[name].codes:
            worth = worth.replace_strict(
                {code: place for place, code in enumerate(columns[name].codes)}, default=None, return_dtype=pl.Int64
            )
        cases = frame.lazy().select(*key, worth.alias("?worth"), time, "ref").with_row_index("?case").filter(shared)
        best = cases.sort(
            "?worth", time, "ref", descending=[pick.max is not None, False, False], nulls_last=True, maintain_order=True
        ).unique(key, keep="first", maintain_order=True)
        kept = (~shared).scatter(best.select("?case").collect().to_series(), True)
        return frame.filter(kept)


def _shared(frame: pl.DataFrame, key: list[str]) -> pl.Series:
    """Rows that may share their incident with another row: those whose keys have the same hash."""
    hashes = frame.select(pl.sum_horizontal(pl.col(name).hash(seed) for seed, name in enumerate(key))).to_series()
    return hashes.is_duplicated() if hashes.n_unique() < hashes.len() else pl.repeat(False, hashes.len(), eager=True)


def _outcome(name: str) -> bool:
    """Whether a step says when a flag of rows is raised."""
    return name.startswith("?flag.") and name.count(".") == 1


def at_level(program: Program, name: str) -> Code:
    """The code column read from the batch after the one that computes it."""
    level = next(place for place, batch in enumerate(program.sheet.batches) if name in batch) + 1
    code = program.columns[name].value()
    assert isinstance(code, Code)
    return replace(code, level=level)


def _person_first(frame: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """The unit is the lowest one known: a person who is a unit comes before the unit of the row (C19)."""
    if "person" not in frame.columns or frame.height == 0 or frame["person"].null_count() == frame.height:
        return frame
    person = frame.get_column("person").cast(units.schema["unit"], strict=False)
    return frame.with_columns(pl.coalesce(person, "unit").alias("unit"))


def _spread(frame: pl.DataFrame, target: str, listed: str, single: str | None, table: str) -> pl.DataFrame:
    """One row per entry of a list column; without a list, the single column counts."""
    frame = attributes.with_columns(frame, {listed, *((single,) if single else ())}, table)
    alone = pl.col(single) if single else pl.lit(None, pl.String)
    if frame.height == 0 or not frame.select((pl.col(listed).list.len().fill_null(0) > 0).any()).item():
        return frame.with_columns(alone.alias(target))
    several = pl.when(pl.col(listed).list.len().fill_null(0) > 0).then(pl.col(listed)).otherwise(pl.concat_list(alone))
    return frame.with_columns(several.alias(target)).explode(target)


def _one_by_one(frame: pl.DataFrame) -> pl.DataFrame:
    """A row that stands for several cases, as so many rows: running numbers count cases."""
    repeated = frame.with_columns(pl.lit(1, pl.Int64).repeat_by("count").alias("?ones")).explode("?ones")
    return repeated.drop("?ones").with_columns(pl.lit(1, pl.Int64).alias("count"))


def _with_units(frame: pl.DataFrame, units: pl.DataFrame, needed: list[str]) -> pl.DataFrame:
    """Attributes of the row's unit, as of the row's date."""
    if not needed:
        return frame
    plain = [name[5:] for name in needed]
    absent = [pl.lit(None, pl.String).alias(name) for name in plain if name not in units.columns]
    side = units.with_columns(absent).select(
        "unit", "from", "to", *(pl.col(name).alias(f"unit.{name}") for name in dict.fromkeys(plain))
    )
    if side.select(pl.col("unit").is_duplicated().any()).item():
        time = "at" if "at" in frame.columns else "accepted_at"
        day = pl.from_epoch(pl.col(time)).dt.date()
        marked = frame.with_row_index("?i").join(side, on="unit", how="left")
        inside = (pl.col("from").is_null() | (pl.col("from") <= day)) & (pl.col("to").is_null() | (pl.col("to") >= day))
        best = (
            marked.sort(inside, descending=True, maintain_order=True)
            .unique("?i", keep="first", maintain_order=True)
            .sort("?i")
        )
        return best.drop("?i", "from", "to")
    return frame.join(side.drop("from", "to"), on="unit", how="left", maintain_order="left")


__all__ = ["Judge", "Judged"]
