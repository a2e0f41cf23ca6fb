"""The cases of a rows table before it is judged: events or tickets with the columns that are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kaohe.core.catalogue import catalogue
from kaohe.core.documents.scheme import Scheme
from kaohe.core.errors import KaoheError, Problem
from kaohe.core.program import Column
from kaohe.core.run import attributes
from kaohe.core.run.rowplan import AS_OF, RowPlan
from kaohe.core.run.rowreads import kept_apart, reads
from kaohe.core.run.unknown import unknown
from kaohe.core.tables.hierarchy import day_of, holding
from kaohe.core.tables.times import month_of

if TYPE_CHECKING:
    from kaohe.core.run.judge import Judge

ALWAYS = ("ref", "unit", "person", "incident", "month", "count", "_row", "_file")


def start(judge: Judge, plan: RowPlan) -> tuple[pl.DataFrame, dict[str, Column]]:
    """The cases of a rows table with every column that is read, and what the columns mean.

    Raises KaoheError for unknown names and attributes.
    """
    if plan.parent is not None:
        above = judge.rows(plan.parent)
        columns = {name: column for name, column in above.columns.items() if not name.startswith("?")}
        frame = above.frame.select(name for name in above.frame.columns if not name.startswith("?"))
        plan.table = above.plan.table
        return _with_attributes(judge, plan, frame, columns)
    source: pl.DataFrame = getattr(judge.tables, plan.table)
    frame = source.filter(pl.col("kind").is_in(list(plan.kinds)))
    if plan.table == "events":
        if plan.rows.verified:
            frame = frame.filter(pl.col("verified"))
        frame = frame.with_columns(ref=pl.col("event"))
    else:
        month = month_of(pl.col("accepted_at"))
        extra = [pl.lit(None, pl.String).alias(name) for name in ("person",) if name not in frame.columns]
        frame = frame.with_columns(
            pl.lit(1, pl.Int64).alias("count"),
            month.alias("month"),
            pl.col("ticket").alias("incident"),
            pl.col("ticket").alias("ref"),
            *extra,
        )
    frame = _person_first(frame, judge.tables.units)
    if plan.rows.spread is not None:
        target, listed = plan.rows.spread.target
        frame = _spread(frame, target, listed, plan.rows.spread.otherwise, plan.table)
    return _with_attributes(judge, plan, frame, {})


def _with_attributes(
    judge: Judge, plan: RowPlan, frame: pl.DataFrame, columns: dict[str, Column]
) -> tuple[pl.DataFrame, dict[str, Column]]:
    wanted = reads(judge.scheme, plan) - set(columns)
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
                raise KaoheError(f"unknown unit attribute {name[5:]!r}", scheme=judge.scheme.id)
            columns[name] = column
        else:
            found = attributes.column(name, plan.table)
            if found is not None:
                columns[name] = found
    needed = [name for name in columns if name.startswith("unit.") and name not in frame.columns]
    frame = _with_units(frame, judge.tables.units, needed)
    for name, order in plan.rows.codes.items():
        if name in columns:
            columns[name] = Column(name, "code", codes=order)
    _check_names(judge.scheme, plan, columns)
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
    return frame.select(list(dict.fromkeys([*kept, *extra, *order_by, *kept_apart(judge.scheme, frame)]))), columns


def _check_names(scheme: Scheme, plan: RowPlan, columns: dict[str, Column]) -> None:
    known = set(columns) | plan.all_names | set(scheme.constants)
    near = [*known, *catalogue().tables[plan.table].columns]
    problems = [
        Problem(what, hint, scheme=scheme.id, node=f"rows.{plan.name}, {place.lstrip('?')}")
        for place, what, hint in unknown(scheme, plan.steps, known, near)
    ]
    if problems:
        raise KaoheError(problems)


def required(scheme: Scheme, plan: RowPlan, frame: pl.DataFrame) -> None:
    """Raises KaoheError for every case without a column that the document requires of its kind."""
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
                        scheme=scheme.id,
                    )
                )
    if problems:
        raise KaoheError(problems)


def _person_first(frame: pl.DataFrame, units: pl.DataFrame) -> pl.DataFrame:
    """The unit is the lowest one known: a person who is a unit takes the place of the unit of the row (C19)."""
    if "person" not in frame.columns or frame.height == 0 or frame["person"].null_count() == frame.height:
        return frame
    person = frame.get_column("person").cast(units.schema["unit"], strict=False)
    return frame.with_columns(
        pl.coalesce(person, "unit").alias("unit"), pl.when(person.is_null()).then("person").alias("person")
    )


def _spread(frame: pl.DataFrame, target: str, listed: str, single: str | None, table: str) -> pl.DataFrame:
    """One row per entry of a list column; without a list, the single column counts."""
    frame = attributes.with_columns(frame, {listed, *((single,) if single else ())}, table)
    alone = pl.col(single) if single else pl.lit(None, pl.String)
    if frame.height == 0 or not frame.select((pl.col(listed).list.len().fill_null(0) > 0).any()).item():
        return frame.with_columns(alone.alias(target))
    several = pl.when(pl.col(listed).list.len().fill_null(0) > 0).then(pl.col(listed)).otherwise(pl.concat_list(alone))
    return frame.with_columns(several.alias(target)).explode(target)


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
        marked = frame.with_row_index("?i").join(side, on="unit", how="left")
        inside = holding(day_of(frame))
        best = (
            marked.sort(inside, descending=True, maintain_order=True)
            .unique("?i", keep="first", maintain_order=True)
            .sort("?i")
        )
        return best.drop("?i", "from", "to")
    return frame.join(side.drop("from", "to"), on="unit", how="left", maintain_order="left")
