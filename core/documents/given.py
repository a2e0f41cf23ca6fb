"""Values of parameters: what TOML, a command line or a table of the data writes, as the values of a run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from kaohe.core.documents.decimals import decimal
from kaohe.core.errors import KaoheError

NONE = ("none", "nothing", "")


def plain(value: object) -> object:
    """TOML values as fractions, truths, codes, times and tables of them."""
    match value:
        case None:
            return None
        case bool():
            return value
        case int() | Decimal():
            return Fraction(value)
        case float():
            return Fraction(decimal(str(value)))
        case datetime():
            return Fraction(int((value.replace(tzinfo=None) - datetime(1970, 1, 1)).total_seconds()))
        case date():
            return Fraction((value - date(1970, 1, 1)).days * 86_400)
        case dict():
            return nested({str(key): plain(entry) for key, entry in value.items()})
        case list():
            return {str(place): plain(entry) for place, entry in enumerate(value, 1)}
        case Fraction():
            return value
    text = str(value).strip()
    return None if text in NONE else text


def nested(table: Mapping[str, object]) -> dict[str, object]:
    """Dotted keys as tables in tables, beside the plain ones; a key that is both is kept under its dotted name."""
    result: dict[str, object] = {}
    for key, entry in table.items():
        head, _, rest = key.partition(".")
        if rest and isinstance(result.get(head, {}), dict) and head not in table:
            inner = dict(result.get(head, {}))  # type: ignore[call-overload]
            result[head] = nested({**inner, rest: entry})
        else:
            result[key] = entry
    return result


def flat(table: Mapping[str, object], prefix: str = "") -> dict[str, object]:
    """A table in tables as one with dotted keys."""
    found: dict[str, object] = {}
    for key, entry in table.items():
        if isinstance(entry, dict):
            found |= flat(entry, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = entry
    return found


def entries_of(name: str, key: str, given: object, value: object) -> dict[str, object]:
    """What was set, by dotted key; under ``""`` the whole value."""
    if isinstance(given, list):
        given = ";".join(str(entry) for entry in given)
    if not key and isinstance(given, str) and (";" in given or "=" in given or isinstance(value, dict)):
        given = _read_table(name, given, value)
    if isinstance(given, dict):
        return flat(given, f"{key}." if key else "")
    return {key: given}


def laid_over(name: str, value: object, entries: Mapping[str, object], quantity: str | None) -> object:
    """A value with what was set over it. Raises KaoheError where a number or a date is needed and something else set."""
    if "" in entries:
        return _typed(name, entries[""], value, quantity)
    laid = flat(value) if isinstance(value, dict) else {}
    for key, entry in entries.items():
        laid[key] = _typed(f"{name}.{key}", entry, laid.get(key), quantity)
    return nested(laid)


def _read_table(name: str, text: str, value: object) -> dict[str, object]:
    """``a=1;b=2`` by key, ``4;3;2`` by the order of the keys."""
    parts = [part.strip() for part in text.split(";") if part.strip()]
    if all("=" in part for part in parts):
        return {key.strip(): entry.strip() for key, _, entry in (part.partition("=") for part in parts)}
    keys = list(flat(value)) if isinstance(value, dict) else [str(place) for place in range(1, len(parts) + 1)]
    if len(parts) > len(keys):
        raise KaoheError(f"{name} takes {len(keys)} values ({', '.join(keys)}), {len(parts)} given")
    return dict(zip(keys, parts, strict=False))


def _typed(name: str, given: object, like: object, quantity: str | None) -> object:
    if not isinstance(given, str):
        return plain(given)
    text = given.strip()
    if text in NONE:
        return None
    if text in ("true", "false"):
        return text == "true"
    try:
        if quantity == "date":
            return plain(date.fromisoformat(text))
    except ValueError:
        raise KaoheError(f"{name} needs a date, {text!r} given", "write 2014-02-28") from None
    try:
        return Fraction(decimal(text.removesuffix("%")))
    except ValueError:
        if isinstance(like, Fraction) or quantity in (
            "points",
            "percent",
            "yuan",
            "count",
            "number",
            "minutes",
            "days",
        ):
            raise KaoheError(f"{name} needs a number, {text!r} given") from None
    return text
