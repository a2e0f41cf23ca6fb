"""The values that a reference reads, as one: sum, mean, count, last, extremes, pooled."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from kaohe.core.errors import KaoheError
from kaohe.core.numbers import LIMIT, Range, fits
from kaohe.core.program import Column
from kaohe.core.run.pooling import unheld, whole_of
from kaohe.core.run.reference import Reference


def one_value(reference: Reference, read: pl.DataFrame, column: Column, keys: list[str]) -> tuple[pl.DataFrame, Column]:
    """The values read for each target cell as one, and what its column means. Raises KaoheError for codes that cannot be folded so."""
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
    if not fits(4 * largest * most):
        real = read.select(pl.max_horizontal(value.max().abs(), value.min().abs())).item() or 0
        largest = min(largest, int(real) + r.slack)
    while not fits(4 * (largest // 10**places * most)):
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
