"""What of the data each scheme uses, ignores and lacks."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

Name = tuple[str, str]  # table, name of an indicator, kind or item


@dataclass(frozen=True)
class DataUse:
    """Of one scheme: rows by (table, name) that it uses and that it ignores, and the names it asks for in vain."""

    scheme: str
    used: dict[Name, int]
    ignored: dict[Name, int]
    absent: tuple[Name, ...]


def data_use(uses: Mapping[str, Set[Name]], present: Mapping[Name, int]) -> list[DataUse]:
    """Per scheme; names sorted."""
    found = []
    for scheme, wanted in uses.items():
        used = {name: present[name] for name in sorted(present) if name in wanted}
        ignored = {name: present[name] for name in sorted(present) if name not in wanted}
        found.append(DataUse(scheme, used, ignored, tuple(sorted(wanted - present.keys()))))
    return found
