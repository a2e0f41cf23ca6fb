"""Gather measurements: one column per input and cell, exact."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import polars as pl

from kaohe.core.catalogue import catalogue
from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.core.numbers import LIMIT, Range
from kaohe.core.program import Column
from kaohe.core.run.places import Places
from kaohe.core.run.plan import STATES, CardPlan, Step, fixed
from kaohe.core.run.pooling import empty, unheld
from kaohe.core.run.settings import Settings
from kaohe.core.tables import Tables
from kaohe.core.tables.hierarchy import ancestors

MILLION = 1_000_000
DECIMALS = {"count": 0, "yes_no": 0, "yuan": 2}
READ = ("unit", "indicator", "segment", "first", "last", "value", "numerator", "denominator")


@dataclass(frozen=True)
class Measured:
    """An input that reads an indicator."""

    step: Step
    indicator: str
    segment: str | None

    @property
    def base(self) -> str:
        """The gathered column, without its ending."""
        name = self.step.name.removesuffix(".provisional")
        return f"{name}@m" if self.step.item is not None and self.step.item.rows else f"{name}@"

    @property
    def means(self) -> bool:
        """Whether finer periods give their mean, kept as a sum over a count."""
        entry = catalogue().indicators[self.indicator]
        return entry.form == "value" and entry.adds == "mean"

    @property
    def reads(self) -> tuple[str, ...]:
        """The columns of the measurement that count: a rate has three."""
        rate = catalogue().indicators[self.indicator].form == "rate"
        return ("value", "numerator", "denominator") if rate else ("value",)


def measured_inputs(plan: CardPlan) -> list[Measured]:
    """The card's inputs that read indicators. Raises KaoheError for a name the catalogue does not know."""
    found = []
    for step in plan.steps.values():
        item = step.item
        if item is None or not item.measured or not step.base:
            continue
        name = item.measured if isinstance(item.measured, str) else step.name.removesuffix(".provisional")
        if name not in catalogue().indicators:
            raise KaoheError(
                f"unknown indicator {name!r}",
                did_you_mean(name, catalogue().indicators),
                scheme=plan.scheme.id,
                card=plan.name,
                node=step.name,
            )
        found.append(Measured(step, name, item.segment))
    return found


def gather(
    plan: CardPlan, cells: pl.DataFrame, places: Places, size: int, tables: Tables, settings: Settings
) -> tuple[pl.DataFrame, dict[str, Column]]:
    """The cells with the measured inputs of the card. ``size``: months of the card's period.

    Per input X: ``X@`` or ``X@#n`` and ``X@#d``, and ``X@~`` (0 value, 1 no cases, 2 missing, 3 not assessed).
    """
    inputs = measured_inputs(plan)
    columns: dict[str, Column] = {}
    if not inputs:
        return cells, columns
    wanted = sorted({one.indicator for one in inputs})
    filed = tables.measurements.select(READ)
    source = filed.filter(pl.col("indicator").is_in(wanted) & (pl.col("last") - pl.col("first") < size))
    source = source.with_columns((pl.col("first") // size * size if size <= 12 else pl.col("first")).alias("t"))
    if size > 12 or plan.card.period == "cycle":
        starts = cells.get_column("t").unique().sort()
        source = (
            source.sort("first")
            .join_asof(
                starts.to_frame("c").sort("c"),
                left_on="first",
                right_on="c",
                strategy="backward",
                check_sortedness=False,
            )
            .with_columns(pl.col("c").alias("t"))
        )
    source = source.with_columns(places.of(source["unit"], source["t"]).alias("?place"))
    placed = source.filter(pl.col("?place").is_not_null()) if source["?place"].null_count() else source
    frame = cells.with_columns(_pooled(placed, inputs, places, size))
    frame = _from_below(frame, source, inputs, size, tables)
    for one in inputs:
        if one.step.item is not None and one.step.item.carry is not None:
            frame = _carried(frame, one, fixed(plan.scheme, one.step.item.carry, "carry"), tables, columns)
        frame = _shaped(frame, one, settings, columns, source)
    return frame, columns


def _matches(one: Measured) -> pl.Expr:
    same = pl.col("indicator") == one.indicator
    return same & (pl.col("segment") == one.segment if one.segment else pl.col("segment").is_null())


def _pooled(source: pl.DataFrame, inputs: list[Measured], places: Places, size: int) -> list[pl.Series]:
    """Per input what was measured for exactly the cell's period; where that is nothing, what finer periods fold to."""
    exact = pl.col("last") - pl.col("first") + 1 == size
    finer = _outermost(source.filter(~exact))
    whole = source.filter(exact) if finer.height else source
    made: list[pl.Series] = []
    for one in inputs:
        rows = whole.filter(_matches(one))
        parts = finer.filter(_matches(one)) if finer.height else finer
        for name in one.reads:
            column = places.column(f"{one.base}{name[0]}", rows["?place"], rows[name])
            if parts.height and not one.means:
                folded = parts.group_by("?place").agg(_folded(one, name))
                column = column.zip_with(column.is_not_null(), places.column("", folded["?place"], folded[name]))
            made.append(column)
        if parts.height and one.means:
            total, count = pl.col("value").sum().alias("n"), pl.col("value").count().cast(pl.Int64) * MILLION
            folded = parts.drop_nulls("value").group_by("?place").agg(total, count.alias("d"))
            made += [places.column(f"{one.base}{letter}", folded["?place"], folded[letter]) for letter in "nd"]
    return made


def _outermost(rows: pl.DataFrame) -> pl.DataFrame:
    """Of one unit and indicator a quarter's own figure wins over those of its months, so that nothing counts twice."""
    length = pl.col("last") - pl.col("first")
    longer = rows.filter(length > length.min())
    if longer.is_empty():
        return rows
    keyed, keys = rows.with_row_index("?i"), ["unit", "indicator", "segment"]
    over = longer.select(*keys, pl.col("first").alias("?first"), pl.col("last").alias("?last"))
    pairs = keyed.join(over, on=keys, nulls_equal=True)
    inside = (pl.col("?first") <= pl.col("first")) & (pl.col("last") <= pl.col("?last"))
    covered = pairs.filter(inside & (length < pl.col("?last") - pl.col("?first")))
    return keyed.join(covered, on="?i", how="anti").drop("?i")


def _folded(one: Measured, name: str) -> pl.Expr:
    """Finer periods as one figure. Rates without their parts weigh alike; mixed with counted ones they are missing."""
    entry = catalogue().indicators[one.indicator]
    part, bare = pl.col(name), pl.col("value")
    if entry.form == "rate" and entry.adds == "pooled":
        counted = pl.when(bare.count() == 0).then(part.sum())
        if name == "value":
            return pl.lit(None, pl.Int64).alias(name)
        alike = (
            bare.sum() if name == "numerator" else bare.count().cast(pl.Int64) * MILLION * (100 if entry.percent else 1)
        )
        return counted.when(bare.count() == pl.len()).then(alike).alias(name)
    if entry.adds in ("flow", "pooled"):
        return pl.when(part.count() > 0).then(part.sum())
    return part.sort_by("first").last()


def _from_below(
    frame: pl.DataFrame, source: pl.DataFrame, inputs: list[Measured], size: int, tables: Tables
) -> pl.DataFrame:
    """Amounts and stocks that a unit has not measured itself: the sum over the units below it on the period's last day.

    A unit's own figure wins over those of the units below it, also in the sums of the units above.
    """
    known = catalogue().indicators
    for one in inputs:
        entry, name = known[one.indicator], f"{one.base}v"
        if entry.form != "value" or entry.adds not in ("flow", "stock") or not frame.get_column(name).null_count():
            continue
        parents = tables.units.select(ancestor="parent").unique()
        lacking = (
            frame.filter(pl.col(name).is_null()).select("t", ancestor="unit").join(parents, on="ancestor", how="semi")
        )
        if lacking.is_empty():
            continue
        sums = _summed_below(_figures(source, one, size, tables), lacking, size, tables)
        frame = frame.join(sums, on=["unit", "t"], how="left", maintain_order="left")
        frame = frame.with_columns(pl.col(name).fill_null(pl.col("?below"))).drop("?below")
    return frame


def _figures(source: pl.DataFrame, one: Measured, size: int, tables: Tables) -> pl.DataFrame:
    """What every unit has measured itself, assessed or not: unit, t, value."""
    rows = source.filter(_matches(one))
    if "base" in tables.units.columns:
        rows = rows.join(tables.units.filter(pl.col("base").is_not_null()), on="unit", how="anti")
    exact = pl.col("last") - pl.col("first") + 1 == size
    whole = rows.filter(exact).select("unit", "t", "value")
    parts = _outermost(rows.filter(~exact).join(whole, on=["unit", "t"], how="anti"))
    return pl.concat([whole, parts.group_by("unit", "t").agg(_folded(one, "value"))]).drop_nulls("value")


def _summed_below(figures: pl.DataFrame, lacking: pl.DataFrame, size: int, tables: Tables) -> pl.DataFrame:
    """For each lacking cell the sum of the figures below it that no other figure stands over."""
    above = ancestors(tables.units).filter(pl.col("unit") != pl.col("ancestor"))
    after = pl.col("t") + size
    day = pl.date(after // 12, after % 12 + 1, 1) - pl.duration(days=1)
    inside = (pl.col("from") <= day).fill_null(True) & (pl.col("to") >= day).fill_null(True)
    pairs = figures.join(above, on="unit").filter(inside).select("unit", "t", "ancestor", "value")
    read = pairs.join(lacking, on=["ancestor", "t"], how="semi")
    between = pairs.select("unit", "t", over="ancestor").join(
        figures.select("t", over="unit").join(above, left_on="over", right_on="unit").filter(inside), on=["over", "t"]
    )
    counted = read.join(between, on=["unit", "t", "ancestor"], how="anti")
    return counted.group_by(pl.col("ancestor").alias("unit"), "t").agg(pl.col("value").sum().alias("?below"))


def _carried(
    frame: pl.DataFrame, one: Measured, months: Fraction, tables: Tables, columns: dict[str, Column]
) -> pl.DataFrame:
    """The last known value, not older than so many months; ``N.age`` says how old."""
    known = tables.measurements.filter(_matches(one)).select(
        "unit", pl.col("last").alias("?last"), *(pl.col(name).alias(f"?{name[0]}") for name in one.reads)
    ).sort("?last")  # fmt: skip
    keyed = frame.with_row_index("?i").sort("t")
    found = (
        keyed.join_asof(known, left_on="t", right_on="?last", by="unit", strategy="backward", check_sortedness=False)
        .sort("?i")
        .drop("?i")
    )
    age = pl.col("t") - pl.col("?last")
    fresh = age <= int(months)
    own = [pl.when(fresh).then(pl.col(f"?{name[0]}")).alias(f"{one.base}{name[0]}") for name in one.reads]
    name = f"{one.step.name}.age"
    columns[name] = Column(name, "number", Range(1, 0, 1200, 0, True), quantity="count")
    return found.with_columns(*own, pl.when(fresh).then(age).cast(pl.Int64).alias(name)).drop(
        "?last", *(f"?{name[0]}" for name in one.reads)
    )


def _shaped(
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
