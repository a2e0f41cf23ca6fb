"""By which rules the periods of a store were settled: they hold for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kaohe.core.errors import Problem

NEW = "settled months are not judged again by other rules: settle into a new store what comes under these"
SCALARS = ("version", "illustrative")


def broken(stored: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Problem]:
    """Where a scheme of this run (an entry of ``schemes`` of a results document) is not the one that was stored."""
    label = stored["id"]
    said = [(name, _text(stored[name]), _text(now[name])) for name in SCALARS if stored[name] != now[name]]
    for table in ("parameters", "readings"):
        said += _differing(_values(stored[table]), _values(now[table]))
    found = [f"{name} is {is_}, stored is {was}" for name, was, is_ in said]
    if stored["document_sha256"] != now["document_sha256"]:
        found.append("its document has changed")
    for what in found:
        yield Problem(f"this is not the scheme of the store: {what}", NEW, scheme=label)


def other_settings(stored: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Problem]:
    """Where the settings of this run are not those of the store."""
    for name, was, is_ in _differing(stored, now):
        yield Problem(f"the setting {name} is {is_}, the store was settled with {was}", NEW)


def _values(table: Mapping[str, Any]) -> dict[str, Any]:
    """Values by name, without where they come from."""
    return {name: entry["value"] if isinstance(entry, Mapping) else entry for name, entry in table.items()}


def _differing(stored: Mapping[str, Any], now: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str, str]]:
    for key in dict.fromkeys([*stored, *now]):
        was, is_ = stored.get(key), now.get(key)
        if was == is_:
            continue
        if isinstance(was, Mapping) and isinstance(is_, Mapping):
            yield from _differing(was, is_, f"{above}{key}.")
        else:
            yield above + key, _text(was), _text(is_)


def _text(value: Any) -> str:
    return "nothing" if value is None else str(value)
