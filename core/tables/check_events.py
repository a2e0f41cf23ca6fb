"""Table events: one row per event; a row that corrects another says which, who, when and why."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl

from kaohe.core.errors import did_you_mean
from kaohe.core.tables.findings import Findings, place
from kaohe.core.tables.keys import unique
from kaohe.core.tables.times import DAY

EPOCH = date(1970, 1, 1)
SIGNED = ("corrected_by", "reason", "corrected_on")
"""What a correction must say of itself."""


def check(events: pl.DataFrame, findings: Findings) -> None:
    """Report event ids that stand twice, and corrections that are incomplete or replace nothing, or that again."""
    found = len(findings.problems)
    unique(events, ["event"], findings)
    if len(findings.problems) > found:
        return
    signed = pl.any_horizontal(pl.col(SIGNED).is_not_null())
    concerned = events.filter(pl.col("corrects").is_not_null() | signed)
    if not concerned.height:
        return
    rows = {row["event"]: row for row in concerned.sort("_row", maintain_order=True).iter_rows(named=True)}
    wrong = {event: list(_faults(row)) for event, row in rows.items()}
    _targets(events, rows, wrong)
    for circle in _circles({event: row["corrects"] for event, row in rows.items()}):
        wrong[circle[0]].append((f"it corrects itself: {' → '.join(circle)}", "the first row corrects nothing"))
    for event, faults in wrong.items():
        for what, hint in faults:
            findings.add(what, hint, **place(rows[event]))


def _faults(row: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """What is wrong with a correction by itself."""
    if row["corrects"] is None:
        said = ", ".join(name for name in SIGNED if row[name] is not None)
        yield f"{said} is given, but not which row it corrects", "name the event in the column corrects"
        return
    lacking = [name for name in SIGNED if row[name] in (None, "")]
    if lacking:
        yield f"it corrects {row['corrects']!r} without {' and '.join(lacking)}", "say who corrects it, when and why"


def _targets(events: pl.DataFrame, rows: dict[str, dict[str, Any]], wrong: dict[str, list[tuple[str, str]]]) -> None:
    """Faults in what is corrected: it does not exist, another row replaces it too, or it is younger."""
    named = [row["corrects"] for row in rows.values() if row["corrects"] is not None]
    there = events.filter(pl.col("event").is_in(named)).select("event", "at", "corrected_on")
    known = {event: (at, on) for event, at, on in there.iter_rows()}
    first: dict[str, str] = {}
    for event, row in rows.items():
        target = row["corrects"]
        if target is None:
            continue
        if target not in known:
            near = did_you_mean(target, events["event"].drop_nulls().unique().to_list())
            wrong[event].append((f"it corrects {target!r}, which does not exist", near))
        elif target in first:
            what = f"it corrects {target!r}, which {first[target]!r} replaces already"
            wrong[event].append((what, f"correct {first[target]!r}"))
        elif row["corrected_on"] is not None and (earlier := _before(row["corrected_on"], *known[target])):
            wrong[event].append((f"it corrects {target!r} on {row['corrected_on']}, {earlier}", "check the dates"))
        first.setdefault(target, event)


def _before(day: date, at: int | None, corrected: date | None) -> str:
    """Why a row cannot have been corrected on a day."""
    if corrected is not None and day < corrected:
        return f"before that correction was made ({corrected})"
    return "before it happened" if at is not None and (day - EPOCH).days < at // DAY else ""


def _circles(corrects: dict[str, str | None]) -> Iterator[list[str]]:
    """Rows that replace each other, each circle once, from its least id."""
    seen: set[str] = set()
    for start in sorted(corrects):
        path: list[str] = []
        event: str | None = start
        while event is not None and event in corrects and event not in seen:
            seen.add(event)
            path.append(event)
            event = corrects[event]
        if event in path:
            circle = path[path.index(event) :]
            turn = circle.index(min(circle))
            yield [*circle[turn:], *circle[: turn + 1]]
