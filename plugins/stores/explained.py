"""Why a store has posted something for a period that was settled before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from kaohe.core.store.posting import Posting
from kaohe.plugins.stores import place
from kaohe.plugins.stores.lines import Language, posted, say, why
from kaohe.plugins.stores.store import Store


def explained(
    path: str | Path,
    language: Language = "en",
    *,
    unit: str | None = None,
    period: str | None = None,
    ref: str | None = None,
) -> str:
    """The corrections of a unit that are booked in a period or concern it, or those that an event makes; else empty.

    ``ref``: the row that corrects, or the one that is replaced.
    """
    store = Store(path)
    postings = [one for one in store.postings() if one.cause and _wanted(one, unit, period, ref)]
    parts = []
    for cause in dict.fromkeys(_cause(posting) for posting in postings):
        own = [posting for posting in postings if _cause(posting) == cause]
        changed = _changes(store, cause[1], {one.origin for one in own}, {one.unit for one in own}, language)
        lines = [
            why(*cause, language),
            *(f"  {posted(one, language)}" for one in own),
            *(f"  {line}" for line in changed),
        ]
        parts.append("\n".join([*lines, f"  {say('stays', language)}"]))
    return "\n".join(parts)


def _wanted(posting: Posting, unit: str | None, period: str | None, ref: str | None) -> bool:
    if ref is not None:
        return ref in (posting.ref, posting.corrects)
    return posting.unit == unit and (period is None or period in (posting.period, posting.origin))


def _cause(posting: Posting) -> tuple[str, str, str, str, str, str]:
    return (posting.cause, posting.ref, posting.corrects, posting.corrected_by, posting.corrected_on, posting.reason)


def _changes(store: Store, ref: str, origins: set[str], units: set[str], language: Language) -> Iterator[str]:
    """What the settled periods would show now for the units that something is posted for."""
    for run in store.runs:
        for path in _paths(run.files):
            frame = store.read(path, run)
            rows = frame.filter(
                (pl.col("ref") == ref) & pl.col("unit").is_in(list(units)) & pl.col("origin").is_in(list(origins))
            )
            for row in rows.iter_rows(named=True):
                was, now = (row[name] or say("none", language) for name in ("was", "now"))
                yield say(
                    "change", language, unit=row["unit"], origin=row["origin"], name=row["name"], was=was, now=now
                )


def _paths(files: dict[str, str]) -> Sequence[str]:
    return [path for path in files if path.startswith(place.RESULTS) and ".changes-" in path]
