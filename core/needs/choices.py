"""What a user may decide of a scheme: its open parameters, what we assumed, and its readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kaohe.core.documents.given import flat
from kaohe.core.documents.readings import values
from kaohe.core.documents.scheme import Scheme


@dataclass(frozen=True)
class Choice:
    """One thing to decide. ``name`` as ``--set`` takes it; ``default`` in text form, empty where none is given.

    ``provenance`` is required, optional (it may stay open), assumed or reading. ``options``: the only values, if they
    are listed. ``illustrative``: our number, for trying out only. ``clause`` and ``quote``: what promises it.
    """

    scheme: str
    name: str
    provenance: Literal["required", "optional", "assumed", "reading"]
    default: str
    illustrative: str = ""
    quantity: str = ""
    options: tuple[str, ...] = ()
    zh: str = ""
    en: str = ""
    clause: str = ""
    quote: str = ""


def choices(scheme: Scheme) -> list[Choice]:
    """The open and assumed parameters of a scheme, entry by entry, then its readings."""
    return [*_parameters(scheme), *_readings(scheme)]


def _parameters(scheme: Scheme) -> Iterator[Choice]:
    taken = {
        patch["takes"]
        for reading in scheme.raw.get("reading", {}).values()
        for patch in reading.values()
        if _takes(patch)
    }
    for name, spec in scheme.raw.get("parameter", {}).items():
        if name in taken or ("stated" in spec and "assumed" not in spec):
            continue
        about = _about(scheme, "parameter", name, spec)
        quantity = str(spec.get("is", ""))
        if spec.get("required"):
            tried = _flat(spec.get("illustrative", {}))
            provenance: Literal["required", "optional"] = "optional" if spec.get("optional") else "required"
            keys = spec.get("keys", "any")
            for key in (tried if keys == "any" else keys) or [""]:
                whole = f"{name}.{key}" if key else name
                yield Choice(scheme.id, whole, provenance, "", tried.get(key, ""), quantity, (), *about)
        else:
            for key, value in _flat(spec["assumed"]).items():
                yield Choice(scheme.id, f"{name}.{key}" if key else name, "assumed", value, "", quantity, (), *about)


def _readings(scheme: Scheme) -> Iterator[Choice]:
    known = scheme.raw.get("reading", {})
    for name, spec in known.items():
        options = tuple(value for value in values(known, name) if not _takes(spec.get(value)))
        about = _about(scheme, "reading", name, spec)
        yield Choice(scheme.id, name, "reading", scheme.readings[name], "", "", options, *about)


def _about(scheme: Scheme, kind: str, name: str, spec: Mapping[str, Any]) -> tuple[str, str, str, str]:
    words = scheme.text.get(kind, {}).get(name, {})
    clause = spec.get("clause", "")
    first = clause if isinstance(clause, str) else clause[0]
    quote = scheme.text.get("clause", {}).get(first, {}).get("quote", "")
    return words.get("zh", ""), words.get("en", name.replace("_", " ")), first, quote


def _takes(patch: object) -> bool:
    return isinstance(patch, dict) and "takes" in patch


def _flat(value: object) -> dict[str, str]:
    """Entries of a table by dotted key, or the one value under no key, in text form."""
    if not isinstance(value, dict):
        return {"": _text(value)}
    return {key: _text(entry) for key, entry in flat(value).items()}


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
