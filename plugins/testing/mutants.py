"""Mutants of a scheme document: the parsed TOML with one number, comparison or name moved by one step."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from kaohe.core.documents.model import Item
from kaohe.core.documents.readings import Raw
from kaohe.plugins.testing.changes import changes, steps
from kaohe.plugins.testing.vocabulary import NEIGHBOURS, Vocabulary

SKIPPED = {"clause", "says", "is", "source", "class", "takes", "assumed_by"}
"""Keys whose values carry no rule: words, sources, quantities."""
FLIPPED = {"sample", "optional", "verified", "stated", "assumed", "illustrative"}
"""Keys under which yes and no are rules; other truths choose what is shown."""
FORMULAS = {
    "value", "where", "each", "when", "holds", "status", "to", "due", "no_cases", "missing", "lacking", "post", "full",
    "cap", "carry", "at", "pending", "zero_if", "weighted", "mean", "let", "macro", "lines",
}  # fmt: skip
WHOLE = {"sum", "show", "keys", "require", "levels"}
"""Lists in which an entry is left out."""
ORDERED = {"order", "codes"}
"""Lists whose order is a rule: an entry changes places with the next."""


@dataclass(frozen=True)
class Mutant:
    """One change at one path: ``change`` is ``old -> new``, numbered where a formula has it more than once."""

    path: tuple[str, ...]
    change: str
    new: Any = field(compare=False, repr=False)
    key: str | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}: {self.change}"

    def applied(self, raw: Raw) -> Raw:
        """The document with the change; the original stays as it is."""
        return _laid(raw, self.path, self.new, self.key)


def mutants(raw: Raw) -> list[Mutant]:
    """Every one-step change of a document, in its order."""
    found: dict[Mutant, Mutant] = {}
    for mutant in _walk(raw, (), Vocabulary(raw)):
        number, original = 1, mutant
        while mutant in found:
            number += 1
            mutant = Mutant(original.path, f"{original.change} #{number}", original.new, original.key)
        found[mutant] = mutant
    return list(found)


def _walk(value: Any, path: tuple[str, ...], words: Vocabulary) -> Iterator[Mutant]:
    key = _key(path)
    if path[:1] == ("scheme",) or key in SKIPPED:
        return
    match value:
        case dict():
            for name, part in value.items():
                yield from _heads(name, path, words)
                if not (path[:1] == ("reading",) and len(path) == 2 and name in ("clause", "takes")):
                    yield from _walk(part, (*path, name), words)
        case list():
            yield from _list(value, path, words)
        case bool():
            provenance = key == "assumed" and "line" in path
            if (key in FLIPPED and not provenance) or _formula(path):
                yield Mutant(path, f"{_word(value)} -> {_word(not value)}", not value)
        case int() | Decimal():
            for moved in steps(value):
                yield Mutant(path, f"{value} -> {moved}", moved)
        case date():
            yield Mutant(path, f"{value} -> {value + timedelta(days=1)}", value + timedelta(days=1))
        case str():
            yield from _text(value, path, words)


def _list(value: list[Any], path: tuple[str, ...], words: Vocabulary) -> Iterator[Mutant]:
    ordered = ORDERED & set(path[-2:])
    for place, entry in enumerate(value):
        if ordered:
            if place + 1 < len(value):
                swapped = [*value[:place], value[place + 1], entry, *value[place + 2 :]]
                yield Mutant(path, f"{entry}, {value[place + 1]} -> {value[place + 1]}, {entry}", swapped)
        elif (
            WHOLE & set(path[-2:])
            or not isinstance(entry, str)
            or (len(value) > 1 and path[-1] in ("kind", "of", "rows", "unit", "per", "by"))
        ):
            yield Mutant(path, f"{entry} -> nothing", value[:place] + value[place + 1 :])
        if isinstance(entry, str) and not ordered and not WHOLE & set(path[-2:]):
            for mutant in _text(entry, path, words):
                yield Mutant(path, mutant.change, [*value[:place], mutant.new, *value[place + 1 :]])


def _text(value: str, path: tuple[str, ...], words: Vocabulary) -> Iterator[Mutant]:
    place = _place(path)
    bare = _key(path)
    if bare == "default":
        others = [name for name in words.raw["reading"][path[1]] if name not in ("default", "clause", value)]
        yield from (Mutant(path, f"{value} -> {other}", other) for other in others[:1])
    elif _formula(path) and value not in NEIGHBOURS.get(bare, {}):
        own = _arguments(path[-1]) if "macro" in path else ()
        for start, end, new in changes(value, words, place, own):
            yield Mutant(
                path,
                f"{value[start:end].strip() or value[start:end]} -> {new or 'nothing'}",
                value[:start] + new + value[end:],
            )
    elif "codes" not in path and _is_codes(path, words):
        yield Mutant(path, f"{value} -> {words.code(value, place)}", words.code(value, place))
    else:
        other = words.word(bare, value, place)
        if other is not None and other != value:
            yield Mutant(path, f"{value} -> {other}", other)


def _heads(name: str, path: tuple[str, ...], words: Vocabulary) -> Iterator[Mutant]:
    """Keys that are numbers (bounds of tiers) or names of children (weights)."""
    if path[:1] == ("parameter",) and name.isdigit():
        yield from (Mutant((*path, name), f"key {name} -> {moved}", str(moved), name) for moved in steps(int(name)))
    if path and path[-1] in ("weighted", "mean"):
        other = words.neighbour(name, _place(path))
        if other is not None:
            yield Mutant((*path, name), f"key {name} -> {other}", other, name)


def _formula(path: tuple[str, ...]) -> bool:
    key = _key(path)
    if path[0] == "parameter":
        return False
    if "line" in path[:-1] and path.index("line") == len(path) - 3:
        return key not in ("kind", "clause", "assumed")
    return (
        key in FORMULAS
        or bool({"weighted", "mean", "let", "macro"} & set(path[-2:]))
        or path[-2:-1] == ("lines",)
        or ("over" in path and key == "of")
    )


def _is_codes(path: tuple[str, ...], words: Vocabulary) -> bool:
    return path[0] == "parameter" and _key(path) in ("stated", "assumed", "illustrative")


def _key(path: tuple[str, ...]) -> str:
    """The key that says what a value is: the last one, or that of the table or list around it."""
    return path[-1] if path else ""


def _place(path: tuple[str, ...]) -> tuple[str, ...]:
    """The path in the document that a reading patches."""
    return path[3:] if path[0] == "reading" and len(path) > 3 else path


@cache
def _arguments(head: str) -> tuple[str, ...]:
    tree = ast.parse(head, mode="eval").body
    return (
        tuple(argument.id for argument in tree.args if isinstance(argument, ast.Name))
        if isinstance(tree, ast.Call)
        else ()
    )


def _word(value: bool) -> str:
    return "true" if value else "false"


def _laid(raw: Raw, path: tuple[str, ...], new: Any, key: str | None) -> Raw:
    if len(path) == 1:
        if key is not None:
            return {(new if name == key else name): value for name, value in raw.items()}
        return raw | {path[0]: new}
    return raw | {path[0]: _laid(raw[path[0]], path[1:], new, key)}


ITEM_KEYS = frozenset(field.alias or name for name, field in Item.model_fields.items())
