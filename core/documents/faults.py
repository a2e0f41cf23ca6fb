"""What the model finds wrong with a document, in words for whoever writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from kaohe.core.documents import model
from kaohe.core.documents.shape import TABLES
from kaohe.core.errors import Problem, did_you_mean

MODELS: dict[str, type[BaseModel]] = {
    "input": model.Item, "node": model.Item, "grades": model.Grades, "money": model.Money, "flag": model.Flag,
    "duty": model.Duty, "check": model.Check, "over": model.Over, "pick": model.Pick, "through": model.Through, "segment": model.Segment,
}  # fmt: skip


def problem(fault: Mapping[str, Any]) -> Problem:
    """One fault of a validated document, with the key that it is about."""
    place = tuple(str(part) for part in fault["loc"] if part != "cards")
    key, name = _key(place), place[-1]
    kind, value = fault["type"], fault.get("input")
    if kind == "extra_forbidden":
        known = _known(place)
        return Problem(
            f"unknown key {name!r}", did_you_mean(name, known) or f"known here are {', '.join(known)}", key=key
        )
    if kind == "missing":
        hint = did_you_mean(place[0], TABLES) if len(place) == 2 else ""
        return Problem(f"{name!r} is missing", hint, key=key[:-1] or key)
    if kind == "literal_error":
        allowed = [word.strip(" '") for word in str(fault["ctx"]["expected"]).replace(" or ", ",").split(",")]
        said = did_you_mean(str(value), allowed) or f"one of {', '.join(allowed)}"
        return Problem(f"{name} cannot be {value!r}", said, key=key)
    return Problem(f"{name}: {str(fault['msg']).lower()}, {value!r} given", key=key)


def _key(place: tuple[str, ...]) -> tuple[str, ...]:
    """The path as it is written: without places in lists and what the model adds."""
    return tuple(part.removesuffix("_") for part in place if not part.isdigit() and "[" not in part)


def _known(place: tuple[str, ...]) -> list[str]:
    if place[0] == "scheme":
        found: type[BaseModel] = model.Head
    elif place[0] == "cycle":
        found = model.Cycle
    else:
        inner = next((MODELS[part] for part in reversed(place[1:-1]) if part in MODELS), None)
        found = inner or (model.Rows if place[0] == "rows" else model.Card)
    return [field.alias or name for name, field in found.model_fields.items()]
