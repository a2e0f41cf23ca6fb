"""By which rules the periods of a store were settled: they hold for all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kaohe.core.errors import Problem

NEW = (
    "settled months are not judged again by other rules: settle into a new store, or, if the scheme itself has "
    "changed, give its document a new version and an effective_from after the last settled period"
)
SCALARS = ("version", "document_sha256", "illustrative")
TABLES = ("parameters", "readings")


def broken(stored: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Problem]:
    """Where a scheme of this run (an entry of ``schemes`` of a results document) is not the one that was stored."""
    label = stored["id"]
    for name in SCALARS:
        if stored[name] != now[name]:
            what = (
                "its document has changed"
                if name == "document_sha256"
                else f"{name} is {now[name]}, stored is {stored[name]}"
            )
            yield Problem(f"{label} is not the scheme of this store: {what}", NEW, scheme=label)
    for table in TABLES:
        for name, was, is_ in _differing(stored[table], now[table]):
            what = f"{name} is {is_}, stored is {was}"
            yield Problem(f"{label} is not the scheme of this store: {what}", NEW, scheme=label)


def other_settings(stored: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Problem]:
    """Where the settings of this run are not those of the store."""
    for name, was, is_ in _differing(stored, now):
        yield Problem(f"the setting {name} is {is_}, the store was settled with {was}", NEW)


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
