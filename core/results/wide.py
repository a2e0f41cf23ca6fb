"""A card's results as one frame: a row per unit and period, exact whole numbers in columns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from kaohe.core.results.nodes import shown_names

if TYPE_CHECKING:
    from kaohe.core.program import Column
    from kaohe.core.run.cardrun import CardRun
    from kaohe.core.run.execute import Outcome


@dataclass(frozen=True)
class CardResult:
    """A card's cells. ``frame``: unit, in a card of segments unit.segment, period (text), then Int64 columns; ``columns`` says what each of them means.

    A node X is ``X`` (the value is ``X / denominator``, or lies up to ``slack`` above); an exact quotient has ``X#n``
    and ``X#d`` beside. ``money.X`` is in fen, ``flag.X`` yes or no.
    """

    scheme: str
    card: str
    frame: pl.DataFrame
    columns: dict[str, Column]

    def metadata(self) -> dict[str, str]:
        """What each column of the frame means, as the texts that a Parquet file carries."""
        meant = {name: _meaning(column) for name, column in self.columns.items()}
        return {"kaohe.scheme": self.scheme, "kaohe.card": self.card, "kaohe.columns": json.dumps(meant)}


def _meaning(column: Column) -> dict[str, Any]:
    if column.kind != "number":
        return {"kind": column.kind, "quantity": column.quantity}
    meaning: dict[str, Any] = {"kind": "number", "quantity": column.quantity}
    meaning |= {"denominator": column.range.denominator, "slack": column.range.slack}
    if column.parts is not None:
        (_, top), (_, bottom) = column.parts
        meaning |= {"#n": top.denominator, "#d": bottom.denominator}
    return meaning


def wide(outcome: Outcome, card: CardRun, every: bool = True) -> CardResult:
    """The shown cells of a card, of ``every`` node or of the top ones only, with grades, money and flags."""
    names = [name for name, step in card.plan.steps.items() if step.role in ("node", "grade")]
    names = names if every else [name for name in names if name in top_names(card) or name in card.plan.card.grades]
    held = [pl.col(cell) for name in names for cell in card.columns[name].cells]
    held += [_fen(card, name).alias(f"money.{name}") for name in card.plan.card.money]
    raised = {name: f"?flag.{name}.when" for name in card.plan.card.flag}
    held += [
        pl.col(flag).fill_null(False).cast(pl.Boolean).alias(f"flag.{name}")
        for name, flag in raised.items()
        if flag in card.frame.columns
    ]
    kept = pl.col("t").is_in(list(card.asked))
    if outcome.settings.units:
        kept &= card.of_units(outcome.settings.units)
    frame = card.frame if card.asked >= set(card.period_of) and not outcome.settings.units else card.frame.filter(kept)
    written = {t: str(period) for t, period in card.period_of.items()}
    period = pl.col("t").replace_strict(list(written), list(written.values()), return_dtype=pl.String)
    whose = [pl.col("unit")] if card.plan.card.segment is None else [pl.col("unit.base").alias("unit"), "unit.segment"]
    made = frame.select(whose).with_columns(pl.col("unit").cast(pl.String))
    made = made.hstack(frame.select(period.alias("period"), *held))
    columns = {name: card.columns[name] for name in names}
    return CardResult(card.plan.scheme.label, card.plan.called, made, columns)


def _fen(card: CardRun, name: str) -> pl.Expr:
    column = card.columns[f"?money.{name}.post"]
    if column.kind == "nothing":
        return pl.lit(0, pl.Int64)
    return pl.col(column.name).fill_null(0) * 100 // column.range.denominator


def top_names(card: CardRun) -> list[str]:
    """The nodes that stand for a card: its total, or everything it shows."""
    names = shown_names(card)
    return ["total"] if "total" in names else names
