"""Readings: patches of the raw document, merged before it is validated."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kaohe.core.errors import KaoheError, did_you_mean

Raw = dict[str, Any]
SOURCES = {
    "measured": ("segment", "part", "sample", "carry", "no_cases", "missing"),
    "rated": ("role",),
    "rows": ("where", "each", "how", "distinct", "out_of", "through", "reach"),
    "from": ("who", "by", "when", "within", "how", "lacking"),
    "value": (),
    "sum": (),
    "weighted": (),
    "mean": (),
}
LISTS = ("sum", "weighted", "mean")


def applied(raw: Raw, chosen: Mapping[str, str]) -> Raw:
    """The document with the chosen readings merged in, and without its reading tables.

    Raises KaoheError for an unknown reading or value, and when two chosen readings touch one key.
    """
    result = {key: value for key, value in raw.items() if key != "reading"}
    touched: dict[tuple[str, ...], str] = {}
    for name, value in chosen.items():
        patch = _patch(raw.get("reading", {}), name, value)
        for path in _leaves(patch):
            if touched.setdefault(path, name) != name:
                raise KaoheError(
                    f"the readings {touched[path]} and {name} both change {'.'.join(path)}", "put a hidden node between"
                )
        result = merged(result, patch)
    return result


def values(readings: Mapping[str, Any], name: str) -> list[str]:
    """The values a reading can take, its default first."""
    own = readings[name]
    named = [key for key in own if key not in ("default", "clause")]
    default = str(own["default"])
    return [default, *(value for value in named if value != default)]


def _patch(readings: Mapping[str, Any], name: str, value: str) -> Raw:
    known = values(readings, name)
    if value not in known:
        raise KaoheError(f"{name} cannot be {value!r}: one of {', '.join(known)}", did_you_mean(value, known))
    patch = readings[name].get(value, {})
    return {key: part for key, part in patch.items() if key != "takes"}


def _leaves(patch: Raw, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The paths of a patch, down to the keys that are replaced whole."""
    found = []
    for key, value in patch.items():
        here = (*path, key)
        if isinstance(value, dict) and not _whole(here):
            found += _leaves(value, here)
        else:
            found.append(here)
    return found


def _whole(path: tuple[str, ...]) -> bool:
    """From ``card.node.id.key`` down, keys are replaced whole."""
    return len(path) >= 4 or (path[0] in ("parameter", "macro") and len(path) >= 2)


def merged(base: Raw, patch: Raw, path: tuple[str, ...] = ()) -> Raw:
    """``patch`` laid over ``base``; an item that gets another source loses the old one."""
    result = dict(base)
    if len(path) == 3 and path[1] in ("node", "input"):
        result = _without_old_source(result, patch)
    for key, value in patch.items():
        here = (*path, key)
        both = isinstance(value, dict) and isinstance(result.get(key), dict)
        result[key] = merged(result[key], value, here) if both and not _whole(here) else value
    return result


def _without_old_source(item: Raw, patch: Raw) -> Raw:
    new = {key for key in patch if key in SOURCES}
    old = {key for key in item if key in SOURCES}
    if not new or new & old:
        return item
    gone = set(old)
    if "value" in new and "sum" in str(patch["value"]) and old & set(LISTS):
        gone -= set(LISTS)
    companions = {key for source in gone for key in SOURCES[source]}
    return {key: value for key, value in item.items() if key not in gone | companions}
