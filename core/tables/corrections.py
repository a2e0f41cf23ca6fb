"""Corrections: a new row stands in the place of the row it names; the old one is kept, but counts no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from kaohe.core.tables.model import Tables


def applied(events: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The events that count, and those that a correction has replaced.

    A correction that names no incident of its own belongs to the incident of the row it replaces.
    """
    corrections = events.filter(pl.col("corrects").is_not_null())
    if not corrections.height:
        return events, events.clear()
    replaced = pl.col("event").is_in(corrections["corrects"].implode())
    before = dict(corrections.select("event", "corrects").iter_rows())
    incidents = dict(events.filter(replaced).select("event", "incident").iter_rows())
    own = {event: _incident(event, before, incidents) for event in before}
    inherits = pl.col("corrects").is_not_null() & (pl.col("incident") == pl.col("event"))
    named = pl.col("event").replace_strict(own, default=None, return_dtype=pl.String)
    events = events.with_columns(incident=pl.when(inherits).then(named).otherwise("incident"))
    return events.filter(~replaced), events.filter(replaced)


def every(tables: Tables) -> pl.DataFrame:
    """The events that count and those that are replaced; ``unit`` as text."""
    named = [
        frame.with_columns(pl.col("unit").cast(pl.String)) for frame in (tables.events, tables.replaced) if frame.width
    ]
    return pl.concat(named, how="diagonal")


def _incident(event: str, before: dict[str, str], incidents: dict[str, str]) -> str:
    """The incident that the chain of replaced rows belongs to: that of the first row which names one, else the root's."""
    while event in before:
        event = before[event]
        if incidents[event] != event:
            return incidents[event]
    return event
