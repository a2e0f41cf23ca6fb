"""Measured values as the exact columns that a formula reads."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from kaohe.core.catalogue import catalogue
from kaohe.core.numbers import LIMIT, Range
from kaohe.core.program import Column
from kaohe.core.run.cardplan import STATES
from kaohe.core.run.indicators import MILLION, Measured
from kaohe.core.run.pooling import empty, unheld
from kaohe.core.run.settings import Settings

DECIMALS = {"count": 0, "yes_no": 0, "yuan": 2}


def exact_parts(
    frame: pl.DataFrame, one: Measured, settings: Settings, columns: dict[str, Column], source: pl.DataFrame
) -> pl.DataFrame:
    """Value, numerator and denominator as the exact columns a formula reads."""
    entry = catalogue().indicators[one.indicator]
    base = one.base
    value, top, bottom = (pl.col(f"{base}{letter}") for letter in "vnd")
    item = one.step.item
    assert item is not None
    columns[f"{base}~"] = Column(f"{base}~", "number", Range(1, 0, 9), nullable=False)
    if item.part is not None:
        frame = frame.with_columns(pl.col(f"{base}{item.part[0]}").alias(f"{base}v"))
        return _plain(frame, one, columns, "number").drop(f"{base}{letter}" for letter in "vnd")
    if entry.form != "rate" and f"{base}d" not in frame.columns:
        return _plain(frame, one, columns).drop(f"{base}v")
    hundred = 100 if entry.percent else 1
    given = value.is_not_null()
    scale = _scale(frame, [f"{base}n", f"{base}d"]) if not frame.get_column(f"{base}v").count() else 1
    n = pl.when(given).then(value).otherwise(top * hundred) // scale
    d = pl.when(given).then(pl.lit(MILLION)).otherwise(bottom) // scale
    state = (
        pl.when(~given & bottom.is_null())
        .then(STATES["missing"])
        .when(~given & (bottom == 0))
        .then(empty(item, settings))
        .otherwise(0)
    )
    made = unheld(frame, base, n, d).with_columns(
        pl.when(d > 0).then(n).alias(f"{base}#n"), d.alias(f"{base}#d"), state.cast(pl.Int64).alias(f"{base}~")
    )
    made = made.with_columns(
        (pl.col(f"{base}#n") // pl.when(pl.col(f"{base}#d") > 0).then(pl.col(f"{base}#d"))).alias(base)
    )
    low, high = Fraction(entry.at_least or 0), Fraction(entry.at_most if entry.at_most is not None else 100_000)
    if entry.share:
        low, high = Fraction(0), Fraction(100)
    bounds = [
        int(made.select(pl.col(f"{base}#n").abs().max()).item() or 0),
        int(made.select(pl.col(f"{base}#d").max()).item() or 1),
    ]
    wide = [_round_up(bound) for bound in bounds]
    upper = Range(1, -wide[0] if low < 0 else 0, wide[0], 0, True)
    columns[base] = Column(
        base,
        "number",
        Range(1, 0, 0, 1, True),
        quantity=entry.quantity,
        parts=((f"{base}#n", upper), (f"{base}#d", Range(1, 1, wide[1]))),
        ends=(low, high),
    )
    return made.drop(f"{base}{letter}" for letter in "vnd")


def _plain(frame: pl.DataFrame, one: Measured, columns: dict[str, Column], quantity: str | None = None) -> pl.DataFrame:
    """A value as it was supplied; with a ``quantity`` of its own, the part of a rate (which may be any number)."""
    entry = catalogue().indicators[one.indicator]
    base = one.base
    decimals = DECIMALS.get(quantity or entry.quantity, 6)
    step = 10 ** (6 - decimals)
    if step > 1 and frame.height and frame.select((pl.col(f"{base}v") % step != 0).any()).item():
        decimals, step = 6, 1
    grid = 10**decimals
    low, high = Fraction(entry.at_least or 0), Fraction(entry.at_most if entry.at_most is not None else 10**9)
    if quantity is not None:
        low, high = Fraction(-entry.parts if low < 0 else 0), Fraction(entry.parts)
    columns[base] = Column(
        base, "number", Range.of(low, high, grid, nullable=True), quantity=quantity or entry.quantity
    )
    state = pl.when(pl.col(f"{base}v").is_null()).then(STATES["missing"]).otherwise(0)
    return frame.with_columns((pl.col(f"{base}v") // step).alias(base), state.cast(pl.Int64).alias(f"{base}~"))


def _scale(frame: pl.DataFrame, names: list[str]) -> int:
    """The largest power of ten, up to a million, that divides every value: whole counts are kept as such."""
    for scale in (MILLION, 10_000, 100):
        if (
            not frame.height
            or not frame.select(pl.any_horizontal((pl.col(name) % scale != 0).any() for name in names)).item()
        ):
            return scale
    return 1


def _round_up(bound: int) -> int:
    power: int = 10 ** len(str(max(bound, 1)))
    return min(power, LIMIT // 4)
