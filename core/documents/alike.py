"""Cards that are like another card, and cards for several kinds of period, as plain cards."""

from __future__ import annotations

from kaohe.core.documents.readings import Raw
from kaohe.core.documents.readings import merged as patched
from kaohe.core.documents.shape import TABLES
from kaohe.core.errors import KaoheError, did_you_mean

READING = ("node", "grades", "money", "flag", "duty", "check")
"""The parts of a card that read its inputs."""


def by_period(name: str, card: Raw) -> dict[str, Raw]:
    """A card for several kinds of period as one card for each, under one name in the results."""
    periods = card.get("period")
    if not isinstance(periods, list):
        return {name: card}
    called = card.get("called", name)
    return {f"{name}_{period}": card | {"period": period, "called": called} for period in periods}


def alike(raw: Raw, name: str, card: Raw, above: tuple[str, ...] = ()) -> Raw:
    """A card that is ``like`` another: the other with this one laid over it; what it no longer uses is dropped."""
    if not isinstance(card, dict):
        raise KaoheError(
            f"{name!r} is neither a part of a document nor a card", did_you_mean(name, TABLES), key=(name,)
        )
    if "like" not in card:
        return card
    other = card["like"]
    if other not in raw or other in TABLES:
        raise KaoheError(
            f"{name} is like {other!r}, which is no card",
            did_you_mean(str(other), [key for key in raw if key not in TABLES]),
            key=(name, "like"),
        )
    if other in (name, *above):
        raise KaoheError(
            f"{name} is like {other!r}, which is like {name}", "name a card that is not", key=(name, "like")
        )
    base = alike(raw, other, raw[other], (name, *above))
    made = patched({"x": base}, {"x": {key: value for key, value in card.items() if key != "like"}})["x"]
    made = {key: value for key, value in made.items() if key != "called" or "called" in card}
    own = {kind: set(card.get(kind, {})) for kind in ("input", "node")}
    return _without_unused(made, own)


def _without_unused(card: Raw, own: dict[str, set[str]]) -> Raw:
    text = repr({kind: card.get(kind, {}) for kind in READING})
    result = dict(card)
    while True:
        inputs = {
            name: item for name, item in result.get("input", {}).items()
            if name in own["input"] or _mentions(text, name) or any(_mentions(repr(o), name) for n, o in result["input"].items() if n != name)
        }  # fmt: skip
        if len(inputs) == len(result.get("input", {})):
            return result
        result["input"] = inputs


def _mentions(text: str, name: str) -> bool:
    import re

    return re.search(rf"\b{re.escape(name)}\b", text) is not None
