"""Why a store has posted something for a period that was settled before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kaohe.plugins.stores import place
from kaohe.plugins.stores.lines import Language, posted, say, why
from kaohe.plugins.stores.store import Store
from kaohe.plugins.stores.tables import CAUSE

Row = dict[str, Any]
Cause = tuple[str, str, str, str, str, str]


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
    parts: dict[Cause, list[str]] = {}
    for posting in store.postings():
        row = asdict(posting)
        if posting.cause and _wanted(row, unit, period, ref):
            parts.setdefault(_cause(row), []).append(posted(posting, language))
    for row in _changes(store):
        if _wanted(row, unit, period, ref):
            parts.setdefault(_cause(row), []).append(_change(row, language))
    stays = f"  {say('stays', language)}"
    return "\n".join(
        "\n".join([why(*cause, language), *(f"  {line}" for line in lines), stays]) for cause, lines in parts.items()
    )


def _wanted(row: Row, unit: str | None, period: str | None, ref: str | None) -> bool:
    if ref is not None:
        return ref in (row["ref"], row["corrects"])
    return row["unit"] == unit and (period is None or period in (row["period"], row["origin"]))


def _cause(row: Row) -> Cause:
    cause, ref, corrects, by, on, reason = (row[name] for name in CAUSE)
    return cause, ref, corrects, by, on, reason


def _changes(store: Store) -> Iterator[Row]:
    """What settled periods would show now, by run."""
    for run in store.runs:
        for path in run.files:
            if path.startswith(place.RESULTS) and ".changes-" in path:
                yield from store.read(path, run).iter_rows(named=True)


def _change(row: Row, language: Language) -> str:
    was, now = (row[name] or say("none", language) for name in ("was", "now"))
    return say("change", language, unit=row["unit"], origin=row["origin"], name=row["name"], was=was, now=now)
