"""References: values of other cells, by who, when and how."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import polars as pl

from kaohe.core.documents.model import Item
from kaohe.core.errors import KaoheError
from kaohe.core.numbers import LIMIT, Range
from kaohe.core.program import Column
from kaohe.core.run.cardrun import CardRun
from kaohe.core.run.peers import grouped
from kaohe.core.run.plan import NOT_SUPPLIED, STATES, Step
from kaohe.core.run.pooling import empty, unheld, whole_of
from kaohe.core.run.settings import Settings
from kaohe.core.run.spans import cycle
from kaohe.core.tables.hierarchy import ancestors

if TYPE_CHECKING:
    from kaohe.core.tables import Tables


@dataclass(frozen=True)
class Reference:
    """One reference of a card, resolved."""

    target: CardRun
    step: Step
    source: CardRun
    name: str

    @property
    def item(self) -> Item:
        """The reference as the document writes it."""
        assert self.step.item is not None
        return self.step.item

    @property
    def base(self) -> str:
        """The column it fills."""
        return f"{self.step.name.removesuffix('.provisional')}@"

    @property
    def how(self) -> str:
        """How several values become one."""
        return self.item.how or (
            "sum"
            if self.item.who in ("members", "segments", "peers") or self.item.when in ("parts", "so_far")
            else "last"
        )


def links(reference: Reference, tables: Tables) -> pl.DataFrame:
    """Which source cells each target cell reads: columns unit, t (target), source_unit, source_t."""
    item, target, source = reference.item, reference.target, reference.source
    cells = target.frame.select("unit", "t")
    rows = source.source().select(pl.col("unit").alias("source_unit"), pl.col("t").alias("source_t"))
    if item.who == "self" and item.when != "so_far" and target.plan.card.period != "cycle":
        return _own(reference, cells, rows)
    paired = _who(reference, cells, rows, tables)
    at, size, step = pl.col("t"), target.size, source.size
    match item.when:
        case "same":
            return paired.filter(pl.col("source_t") == at)
        case "parts":
            inside = (pl.col("source_t") >= at) & (pl.col("source_t") + step <= at + size)
            return paired.filter(
                inside if source.ended is None else inside & pl.col("source_t").is_in(list(source.ended))
            )
        case "previous":
            kept = paired.filter(pl.col("source_t") + step == at)
            return kept.filter(_within(reference)) if item.within else kept
        case "year_before":
            return paired.filter(pl.col("source_t") + 12 == at)
    return paired.filter((pl.col("source_t") < at) & _within(reference))


def _own(reference: Reference, cells: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """A unit's own cells of the same period, the one before, or the parts of the period: one join, no product."""
    item, target, source = reference.item, reference.target, reference.source
    at = pl.col("source_t")
    moved = {
        "same": at, "previous": at + source.size, "year_before": at + 12, "parts": at // target.size * target.size,
    }[item.when]  # fmt: skip
    keyed = rows.with_columns(unit=pl.col("source_unit"), t=moved)
    if item.when == "parts" and source.ended is not None:
        keyed = keyed.filter(at.is_in(list(source.ended)))
    if item.when == "previous" and item.within:
        keyed = keyed.filter(_within(reference))
    return cells.join(keyed, on=["unit", "t"])


def _within(reference: Reference) -> pl.Expr:
    """Whether an earlier cell lies in the same cycle (a scheme that has one, unless it says ``year``) or year."""
    same_year = pl.col("source_t") // 12 == pl.col("t") // 12
    written = cycle(reference.target.plan) if reference.item.within != "year" else None
    if written is None:
        return same_year
    inside = pl.col("t").is_between(written.first, written.last)
    return pl.when(inside).then(pl.col("source_t") >= written.first).otherwise(same_year)


def _who(reference: Reference, cells: pl.DataFrame, rows: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    item, target, source = reference.item, reference.target, reference.source
    if item.who == "self":
        return cells.join(rows.with_columns(unit=pl.col("source_unit")), on="unit")
    if item.who == "peers":
        keys = [f"?{place}" for place in range(len(item.by))]
        mine = target.frame.select(
            "unit", "t", *(_key(name).alias(key) for name, key in zip(item.by, keys, strict=True))
        )
        theirs = source.source().select(
            pl.col("unit").alias("source_unit"),
            pl.col("t").alias("source_t"),
            *(_key(name).alias(key) for name, key in zip(item.by, keys, strict=True)),
        )
        on = ["t", *keys] if item.when == "same" else keys
        if item.when == "same":
            theirs = theirs.with_columns(t=pl.col("source_t"))
        return mine.join(theirs, on=on, nulls_equal=True).select("unit", "t", "source_unit", "source_t")
    if item.who == "segments" or item.by not in (("parent",), ()):
        return _by_attribute(reference, cells, rows)
    above = ancestors(tables.units).filter(pl.col("unit") != pl.col("ancestor"))
    if item.who == "members":
        paired = cells.join(above.rename({"unit": "source_unit", "ancestor": "unit"}), on="unit")
        return _in_spell(paired.join(rows, on="source_unit"), pl.col("source_t"), source.size)
    paired = cells.join(above.rename({"ancestor": "source_unit"}), on="unit").join(rows, on="source_unit")
    return _nearest(_in_spell(paired, pl.col("t"), target.size), tables)


def _key(name: str) -> pl.Expr:
    return pl.col("parent") if name == "parent" else pl.col("kind") if name == "kind" else pl.col(f"unit.{name}")


def _by_attribute(reference: Reference, cells: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    name = reference.item.by[0]
    if reference.item.who in ("members", "segments"):
        theirs = reference.source.source().select(
            pl.col("unit").alias("source_unit"), pl.col("t").alias("source_t"), _named(name, cells).alias("unit")
        )
        return cells.join(theirs, on="unit")
    mine = reference.target.frame.select("unit", "t", _named(name, cells).alias("source_unit"))
    return mine.join(rows, on="source_unit")


def _named(name: str, cells: pl.DataFrame) -> pl.Expr:
    """The unit that an attribute names; nothing where it names none."""
    return _key(name).cast(cells.schema["unit"], strict=False)


def _in_spell(paired: pl.DataFrame, month: pl.Expr, size: int) -> pl.DataFrame:
    """Keeps pairs whose tie of hierarchy holds on the period's last day."""
    if paired["from"].null_count() == paired.height and paired["to"].null_count() == paired.height:
        return paired.select("unit", "t", "source_unit", "source_t")
    after = month + size
    day = pl.date(after // 12, after % 12 + 1, 1) - pl.duration(days=1)
    inside = (pl.col("from").is_null() | (pl.col("from") <= day)) & (pl.col("to").is_null() | (pl.col("to") >= day))
    return paired.filter(inside).select("unit", "t", "source_unit", "source_t")


def _nearest(paired: pl.DataFrame, tables: Tables) -> pl.DataFrame:
    """Of several owners above a unit, the nearest: the one with the most units above itself."""
    depth = ancestors(tables.units).group_by("unit").agg(pl.len().alias("?depth")).rename({"unit": "source_unit"})
    ordered = paired.join(depth, on="source_unit").sort("?depth", descending=True, maintain_order=True)
    return ordered.unique(["unit", "t", "source_t"], keep="first", maintain_order=True).drop("?depth")


def fill(reference: Reference, tables: Tables, settings: Settings) -> None:
    """Adds the reference's column to the target's frame: ``X@`` (or parts) and its state ``X@~``."""
    target, source, base = reference.target, reference.source, reference.base
    column = source.columns[reference.name]
    if reference.how == "pooled":
        column = source.columns.get(f"{reference.name}@", column)
    names = [cell for cell in column.cells if cell in source.source().columns]
    names += [cell for cell in (whole_of(column.name),) if cell in source.source().columns]
    marks = [mark for mark in (f"{reference.name}!",) if mark in source.source().columns]
    peers = reference.item.who == "peers" and reference.item.when == "same"
    keys = ["?group"] if peers else ["unit", "t"]
    values = source.source().select(pl.col("unit").alias("source_unit"), pl.col("t").alias("source_t"), *names, *marks)
    if peers:
        asked, given = _groups(reference)
        read = values.with_columns(given.alias("?group"))
        target.frame = target.frame.with_columns(asked.alias("?group"))
    else:
        read = links(reference, tables).join(values, on=["source_unit", "source_t"], how="left")
    missing = source.lacking.get(reference.name)
    if missing:
        side = pl.DataFrame(
            {"source_unit": [unit for unit, _ in missing], "source_t": [t for _, t in missing]},
            schema={"source_unit": source.frame.schema["unit"], "source_t": pl.Int64},
        )
        read = read.join(side.with_columns(pl.lit(True).alias("?missing")), on=["source_unit", "source_t"], how="left")
    else:
        read = read.with_columns(pl.lit(None, pl.Boolean).alias("?missing"))
    folded, shape = _folded(reference, read, column, keys)
    if marks:
        pending = read.group_by(keys).agg(pl.col(marks[0]).max().alias(f"{base}!"))
        folded = folded.join(pending, on=keys, how="left", nulls_equal=True)
    lacks = pl.col("?missing").sort_by("source_t").last() if reference.how == "last" else pl.col("?missing").any()
    extra = read.group_by(keys).agg(lacks.fill_null(False).alias("?missing"), pl.len().alias("?found"))
    frame = target.frame.drop(
        [name for name in (*folded.columns, f"{base}~") if name in target.frame.columns and name not in keys]
    )
    frame = frame.join(
        folded.join(extra, on=keys, how="left", nulls_equal=True),
        on=keys,
        how="left",
        maintain_order="left",
        nulls_equal=True,
    )
    frame = frame.drop(keys) if peers else frame
    if starts_at_zero(reference):
        frame = frame.with_columns(pl.when(pl.col("?found").is_null()).then(0).otherwise(pl.col(base)).alias(base))
    no_cases = pl.col(base).is_null() if reference.how == "pooled" else pl.lit(False)
    state = (
        pl.when(pl.col("?missing").fill_null(False))
        .then(NOT_SUPPLIED)
        .when(_lacks(reference))
        .then(STATES["missing"])
        .when(no_cases)
        .then(empty(reference.item, settings))
        .otherwise(0)
    )
    target.frame = frame.with_columns(state.cast(pl.Int64).alias(f"{base}~")).drop("?missing", "?found")
    target.columns[base] = shape
    target.columns[f"{base}~"] = Column(f"{base}~", "number", Range(1, 0, 9), nullable=False)


def _groups(reference: Reference) -> list[pl.Series]:
    """The number of each target cell's peers, and of each source cell's."""
    keys = [pl.col("t"), *(_key(name).alias(f"?{place}") for place, name in enumerate(reference.item.by))]
    frames = [frame.select(keys) for frame in (reference.target.frame, reference.source.source())]
    return grouped(frames, frames[0].columns)


def starts_at_zero(reference: Reference) -> bool:
    """Whether no cell at all gives 0: a count, and the sum over members, peers or the year so far."""
    open_ended = reference.item.who in ("members", "segments", "peers") or reference.item.when == "so_far"
    return reference.how == "count" or (reference.how == "sum" and open_ended)


def _lacks(reference: Reference) -> pl.Expr:
    """Where parts, or the period before, or the owner, are not there."""
    item = reference.item
    found = pl.col("?found").fill_null(0)
    if item.when == "parts":
        if item.lacking == "skip":
            return pl.lit(False)
        ended = reference.source.ended
        known = {period.first for period in reference.source.periods if ended is None or period.first in ended}
        step = reference.source.size
        incomplete = [
            t
            for t in reference.target.period_of
            if any(part not in known for part in range(t, t + reference.target.size, step))
        ]
        return pl.col("t").is_in(incomplete)
    if item.when == "so_far" or item.who in ("members", "segments", "peers"):
        return pl.lit(False)
    return found == 0


def _folded(reference: Reference, read: pl.DataFrame, column: Column, keys: list[str]) -> tuple[pl.DataFrame, Column]:
    how, base = reference.how, reference.base
    groups = read.group_by(keys)
    value = pl.col(column.name)
    if column.kind == "nothing" and how != "last":
        read = read.with_columns(pl.lit(None, pl.Int64).alias(column.name))
        column = Column(column.name, "number", Range(1, 0, 0, 0, True), quantity=column.quantity)
        groups = read.group_by(keys)
    if column.kind == "truth":
        read = read.with_columns(value.cast(pl.Int64))
        column = Column(column.name, "number", Range(1, 0, 1, 0, True), quantity="count")
        groups = read.group_by(keys)
    if how == "last":
        ordered = read.sort("source_t")
        names = {cell: cell.replace(column.name, base, 1) for cell in column.cells}
        folded = ordered.group_by(keys).agg(pl.col(cell).last().alias(alias) for cell, alias in names.items())
        parts = None if column.parts is None else tuple((names[part], span) for part, span in column.parts)
        r = column.range
        span = Range(r.denominator, r.low, r.high, r.slack, True)
        return folded, Column(base, column.kind, span, column.codes, True, column.quantity, parts, column.ends)  # type: ignore[arg-type]
    if how == "count":
        return groups.agg(value.count().cast(pl.Int64).alias(base)), Column(
            base, "number", Range(1, 0, _bound(read, keys)), nullable=False, quantity="count"
        )
    if how in ("rank", "rank_from_bottom"):
        raise AssertionError("ranks are made by ranks.py")
    if column.kind != "number":
        raise KaoheError(
            f"{reference.step.name} cannot {how} codes",
            scheme=reference.target.plan.scheme.id,
            card=reference.target.plan.name,
        )
    if how == "pooled":
        whole = whole_of(column.name)
        top = pl.col(whole if whole in read.columns else column.parts[0][0] if column.parts else column.name)
        return _pooled(reference, groups, column, top)
    r = column.range
    if how in ("min", "max"):
        made = value.min() if how == "min" else value.max()
        return groups.agg(made.alias(base)), Column(
            base, "number", Range(r.denominator, r.low, r.high, r.slack, True), quantity=column.quantity
        )
    return _summed(reference, read, column, keys)


def _pooled(reference: Reference, groups: object, column: Column, top: pl.Expr) -> tuple[pl.DataFrame, Column]:
    if column.parts is None:
        raise KaoheError(f"{reference.step.name} pools {reference.name}, which has no numerator and denominator")
    base = reference.base
    (_, upper), (bottom, lower) = column.parts
    d = pl.col(bottom).filter(pl.col(bottom) > 0).sum()
    folded = groups.agg(top.sum().alias(f"{base}#n"), d.alias(f"{base}#d"))  # type: ignore[attr-defined]
    known, n = pl.col(f"{base}#d") > 0, pl.col(f"{base}#n")
    folded = unheld(folded, base, n, pl.col(f"{base}#d")).with_columns(pl.when(known).then(n).alias(f"{base}#n"))
    folded = folded.with_columns((pl.col(f"{base}#n") // pl.when(known).then(pl.col(f"{base}#d"))).alias(base))
    most = 12 * 100
    wide = [min(max(abs(span.low), abs(span.high)) * most, LIMIT // 4) for span in (upper, lower)]
    parts = (
        (f"{base}#n", Range(upper.denominator, -wide[0] if upper.low < 0 else 0, wide[0], 0, True)),
        (f"{base}#d", Range(lower.denominator, 1, wide[1])),
    )
    return folded, Column(
        base, "number", Range(1, 0, 0, 1, True), quantity=column.quantity, parts=parts, ends=column.ends
    )


def _summed(reference: Reference, read: pl.DataFrame, column: Column, keys: list[str]) -> tuple[pl.DataFrame, Column]:
    """Sum or mean; rounded values are made coarser where their sum might pass 63 bits."""
    base, r = reference.base, column.range
    most = max(_bound(read, keys), 1)
    largest = max(abs(r.low), abs(r.high) + r.slack)
    value, places = pl.col(column.name), 0
    if largest * most > LIMIT // 4:
        real = read.select(pl.max_horizontal(value.max().abs(), value.min().abs())).item() or 0
        largest = min(largest, int(real) + r.slack)
    while largest // 10**places * most > LIMIT // 4:
        if r.slack == 0 or r.denominator % 10 ** (places + 1):
            raise KaoheError(f"the sum {reference.step.name} may pass 63 bits", scheme=reference.target.plan.scheme.id)
        places += 1
    if places:
        value = value // 10**places
        r = Range(
            r.denominator // 10**places, r.low // 10**places, r.high // 10**places, -(-r.slack // 10**places) + 1, True
        )
        largest = largest // 10**places + 1
    low, high = -largest * most if r.low < 0 else 0, largest * most if r.high > 0 else 0
    folded = read.group_by(keys).agg(
        value.sum().alias(base), pl.col(column.name).count().cast(pl.Int64).alias(f"{base}#d")
    )
    counted = pl.col(f"{base}#d")
    folded = folded.with_columns(pl.when(counted > 0).then(pl.col(base)).alias(base))
    if reference.how == "sum":
        return folded.drop(f"{base}#d"), Column(
            base, "number", Range(r.denominator, low, high, r.slack * most, True), quantity=column.quantity
        )
    if r.slack == 0:
        folded = folded.with_columns(
            pl.col(base).alias(f"{base}#n"), (pl.col(base) // pl.when(counted > 0).then(counted)).alias(base)
        )
        parts = ((f"{base}#n", Range(r.denominator, low, high, 0, True)), (f"{base}#d", Range(1, 1, most)))
        ends = (Fraction(r.low, r.denominator), Fraction(r.high, r.denominator))
        return folded, Column(
            base,
            "number",
            Range(r.denominator, r.low, r.high, 1, True),
            quantity=column.quantity,
            parts=parts,
            ends=ends,
        )
    folded = folded.with_columns((pl.col(base) // pl.when(counted > 0).then(counted)).alias(base)).drop(f"{base}#d")
    return folded, Column(
        base, "number", Range(r.denominator, r.low, r.high, r.slack + 1, True), quantity=column.quantity
    )


def _bound(read: pl.DataFrame, keys: list[str]) -> int:
    """The largest group, rounded up to a power of ten so that ranges do not depend on the last row of data."""
    if not read.height:
        return 1
    largest: int = 10 ** len(str(read.group_by(keys).len().get_column("len").max()))
    return largest
