"""Parameters: what a document states, assumes, requires, and what a user sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from kaohe.core.documents.given import entries_of, flat, laid_over, plain
from kaohe.core.errors import KaoheError, Problem, did_you_mean

Provenance = Literal["stated", "assumed", "illustrative", "set", "none"]
KEYS = {"stated", "assumed", "required", "illustrative", "optional", "is", "at_least", "at_most", "clause", "keys"}


@dataclass(frozen=True)
class Parameter:
    """One parameter of a scheme: its value for this run and where the value comes from.

    ``value`` is a Fraction, bool, code, None (nothing) or a table of such; dates are seconds since 1970-01-01.
    """

    name: str
    value: object
    provenance: Provenance
    quantity: str | None
    required: bool
    clause: tuple[str, ...]
    stated: object = None


class NotGiven(KaoheError):
    """A required parameter that nobody has set."""


def read(name: str, spec: Any, given: Mapping[str, object], illustrative: bool) -> Parameter:
    """A parameter from its entry and the values set for it: ``given`` maps ``""`` or dotted keys to values.

    Raises KaoheError when the entry is malformed, a value does not fit, or a required value is not given.
    """
    if not isinstance(spec, dict) or not set(spec) <= KEYS:
        odd = sorted(set(spec) - KEYS) if isinstance(spec, dict) else [spec]
        raise KaoheError(f"parameter {name}: {odd[0]!r} is not understood", did_you_mean(str(odd[0]), KEYS))
    quantity = spec.get("is")
    base, provenance = _base(spec, illustrative)
    value = plain(base)
    if value is None and "keys" in spec:
        value = {}
    ours = set(flat(value)) if isinstance(value, dict) else {""}
    for key, written in given.items():
        entries = entries_of(name, key, written, value)
        _check_keys(name, entries, spec)
        value = laid_over(name, value, entries, quantity)
        ours -= ours if "" in entries else set(entries)
    if spec.get("required") and not spec.get("optional") and base is None and not given:
        raise NotGiven(_not_given(name, spec))
    if given and not (provenance == "illustrative" and ours):
        provenance = "set"
    _check_bounds(name, value, spec)
    clause = spec.get("clause", ())
    stated = plain(
        {**_table(spec.get("assumed")), **_table(spec.get("stated"))} or spec.get("stated", spec.get("assumed"))
    )
    return Parameter(
        name,
        value,
        provenance,
        quantity,
        bool(spec.get("required")),
        (clause,) if isinstance(clause, str) else tuple(clause),
        stated,
    )


def _table(value: object) -> dict[str, object]:
    return dict(value) if isinstance(value, dict) else {}


def _base(spec: Mapping[str, Any], illustrative: bool) -> tuple[object, Provenance]:
    if "stated" in spec and "assumed" in spec:
        return _merged(spec["assumed"], spec["stated"]), "stated"
    if "stated" in spec:
        return spec["stated"], "stated"
    if "assumed" in spec:
        return spec["assumed"], "assumed"
    if illustrative and "illustrative" in spec:
        return spec["illustrative"], "illustrative"
    return None, "none"


def _not_given(name: str, spec: Mapping[str, Any]) -> Problem:
    clause = spec.get("clause")
    promised = (
        f" (the document promises it in {clause}, but gives no value)" if clause else " (the document gives no value)"
    )
    example = spec.get("illustrative")
    shape = (
        f"{name}=..."
        if not isinstance(example, dict)
        else "; ".join(f"{name}.{key}=..." for key in list(flat(example))[:3])
    )
    return Problem(
        f"the parameter {name} is required{promised}",
        f"set it: --set {shape}, or in kaohe.toml (kaohe init) or the table parameters (kaohe template), or try the scheme with --illustrative",
    )


def _merged(base: object, over: object) -> object:
    if isinstance(base, dict) and isinstance(over, dict):
        return {
            key: _merged(base[key], over[key]) if key in base and key in over else {**base, **over}[key]
            for key in {**base, **over}
        }
    return over


def _check_keys(name: str, entries: Mapping[str, object], spec: Mapping[str, Any]) -> None:
    keys = spec.get("keys")
    if keys is None or keys == "any":
        return
    for one in entries:
        if one and one not in keys:
            raise KaoheError(f"{name} has no entry {one!r}: one of {', '.join(keys)}", did_you_mean(one, keys))


def _check_bounds(name: str, value: object, spec: Mapping[str, Any]) -> None:
    least, most = spec.get("at_least"), spec.get("at_most")
    for bound in (least, most):
        if not isinstance(bound, int | Decimal | None):
            raise KaoheError(f"the bounds of {name} must be numbers, {bound!r} given")
    entries = flat(value) if isinstance(value, dict) else {"": value}
    for key, entry in entries.items():
        where = f"{name}.{key}" if key else name
        if not isinstance(entry, Fraction):
            continue
        if least is not None and entry < Fraction(str(least)):
            raise KaoheError(f"{where} must be at least {least}, {_text(entry)} given")
        if most is not None and entry > Fraction(str(most)):
            raise KaoheError(f"{where} must be at most {most}, {_text(entry)} given")


def _text(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else str(float(value))
