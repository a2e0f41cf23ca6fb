"""Inputs that read indicators, and the measurements that are theirs."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from kaohe.core.catalogue import catalogue
from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.core.run.cardplan import CardPlan, Step

MILLION = 1_000_000


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


def matches(one: Measured) -> pl.Expr:
    """The measurements that an input reads."""
    same = pl.col("indicator") == one.indicator
    return same & (pl.col("segment") == one.segment if one.segment else pl.col("segment").is_null())


def outermost(rows: pl.DataFrame) -> pl.DataFrame:
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


def folded_value(one: Measured, name: str) -> pl.Expr:
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
