"""Why an event or ticket counts nowhere under a scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from kaohe.core.explain.phrases import LANGUAGES, say
from kaohe.core.explain.receipt import Both
from kaohe.core.needs.rows import kinds_of
from kaohe.core.tables.corrections import every

if TYPE_CHECKING:
    from kaohe.core.run.execute import Outcome
    from kaohe.core.run.judge import Judge


def fate(outcome: Outcome, label: str, row: dict[str, Any]) -> Both:
    """The reason in words, for a row of the data that no rows table of the scheme has kept."""
    judge = outcome.judges[label]
    reading = {name for name in _read(judge) if row["kind"] in kinds_of(judge.scheme, name)}
    if not reading:
        return _said("no_kind")
    if judge.tables.units.filter(pl.col("unit").cast(pl.String) == row["unit"]).is_empty():
        return _said("outside")
    if row.get("verified") is False:
        return _said("unverified")
    done = [judge.done[name] for name in sorted(reading) if name in judge.done]
    if not done:
        return _said("not_used")
    for judged in done:
        same = judged.frame.filter(
            (pl.col("incident") == row.get("incident")) & (pl.col("unit").cast(pl.String) == row["unit"])
        )
        if same.height:
            return _said("incident", incident=row["incident"], winner=same["ref"][0])
    return _said("excluded")


def replaced(outcome: Outcome, ref: str) -> Both | None:
    """That a correction has replaced an event, and why; None if none has."""
    for row in every(outcome.tables).filter(pl.col("corrects") == ref).iter_rows(named=True):
        return _said(
            "replaced", winner=row["event"], by=row["corrected_by"], on=row["corrected_on"], reason=row["reason"]
        )
    return None


def _read(judge: Judge) -> set[str]:
    """Rows tables, and bare kinds that cards read."""
    cards = judge.scheme.cards.values()
    return set(judge.scheme.rows) | {
        name for card in cards for item in (card.input | card.node).values() for name in item.rows
    }


def _said(key: str, **slots: object) -> Both:
    return {language: say("fate", key, language, **slots) for language in LANGUAGES}
