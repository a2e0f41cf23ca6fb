"""Which document of a scheme judges which period: one per version, each in force from its date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kaohe.core.errors import KaoheError, Problem
from kaohe.plugins.settings import asked_periods

if TYPE_CHECKING:
    from kaohe.core.periods import Period
    from kaohe.core.tables import Tables
    from kaohe.plugins.protocols import SchemeSource


class Mixed(KaoheError):
    """Periods that different versions judge."""


@dataclass(frozen=True)
class Version:
    """One document of a scheme; ``start`` is the first day on which it is in force."""

    name: str
    start: date
    path: Path


def versions(source: SchemeSource) -> list[Version]:
    """The versions of a scheme in the order in which they come into force.

    Raises KaoheError for two that nobody could tell apart, and for one of several without ``effective_from``.
    """
    from kaohe.core.documents.loading import load

    found: list[Version] = []
    for path in (source.path, *source.others):
        head = load(path.read_bytes()).get("scheme", {})
        name, start = str(head.get("version", "")), head.get("effective_from")
        where = {"file": path.name, "key": ("scheme", "effective_from")}
        if source.others and not isinstance(start, date):
            raise KaoheError(
                Problem(f"one of {1 + len(source.others)} versions has no date", "write effective_from", **where)
            )
        start = start if isinstance(start, date) else date.min
        for other in found:
            if other.name == name or other.start == start:
                what = f"version {name} in force from {start} is version {other.name} of {other.path.name} from {other.start}"
                raise KaoheError(Problem(what, "give each version a name and a date of its own", **where))
        found.append(Version(name, start, path))
    return sorted(found, key=lambda version: version.start)


def chosen(source: SchemeSource, name: str, periods: Sequence[Period]) -> Path:
    """The document of the version called ``name``; without a name of that in force in all the ``periods``.

    Without periods it is the latest. Raises KaoheError for an unknown version, Mixed where several are in force.
    """
    if not name and not source.others:
        return source.path
    known = versions(source)
    if not name:
        return in_force(source.id, known, periods).path
    found = next((version for version in known if version.name == name), None)
    if found is None:
        there = ", ".join(version.name for version in known)
        raise KaoheError(f"{source.id} has no version {name!r}", f"there is {there}")
    return found.path


def in_force(scheme: str, known: Sequence[Version], periods: Sequence[Period]) -> Version:
    """A month is judged by the version in force on its first day, a longer period on its last.

    Raises Mixed where the periods, and the months in them, are judged by several.
    """
    judging: dict[str, Version] = {}
    for period in periods:
        for one in (period, *period.parts("month")):
            day = one.first_day if one.months == 1 else one.last_day
            version = next((version for version in reversed(known) if version.start <= day), known[0])
            judging[version.name] = version
    if len(judging) > 1:
        later = sorted(judging.values(), key=lambda version: version.start)[1:]
        changes = " and ".join(f"version {version.name} from {version.start}" for version in later)
        raise Mixed(
            f"what is asked for is judged by more than one version of {scheme}: {changes}",
            f"ask for the periods of one version at a time, or judge all by one: -s {scheme}@{later[-1].name}",
        )
    return next(iter(judging.values()), known[-1])


def judged(period: str | Sequence[Period] | None, tables: Tables | None) -> Sequence[Period]:
    """The periods of a run: those asked for, else the months that the data cover."""
    if period is not None or tables is None:
        return asked_periods(period)
    from kaohe.core.run.spans import data_span

    span = data_span(tables)
    return [] if span is None else span.parts("month")
