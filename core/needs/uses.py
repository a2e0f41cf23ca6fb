"""Who reads an input: the nodes of a scheme and the clauses that they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kaohe.core.documents.model import Card, Item
from kaohe.core.documents.scheme import Scheme
from kaohe.core.language.tree import names
from kaohe.core.needs.rows import kinds_of, tables_below

FORMULAS = ("value", "full", "cap", "no_cases", "missing", "lacking", "carry")
OUTCOMES = ("money", "flag", "duty", "check")


@dataclass(frozen=True)
class Use:
    """A place that reads an input, and the clause that says so. ``place``: card and node, or rows table and line."""

    scheme: str
    place: str
    clause: str = ""
    quote: str = ""
    at: str = ""


Uses = dict[tuple[str, str], tuple[Use, ...]]
"""By table and indicator, kind or item."""


def uses(scheme: Scheme) -> Uses:
    """All that reads an indicator, an item, or a kind of event or ticket."""
    found: dict[tuple[str, str], dict[Use, None]] = {}
    for card in scheme.cards.values():
        for name, item in (card.input | card.node).items():
            for key in _inputs(scheme, name, item):
                found.setdefault(key, {}).update(dict.fromkeys(_nodes(scheme, card, name)))
    for table in scheme.rows:
        for kind in kinds_of(scheme, table):
            found.setdefault(("rows", kind), {}).update(dict.fromkeys(_lines(scheme, table, kind)))
    return {key: tuple(found[key]) for key in found}


def _inputs(scheme: Scheme, name: str, item: Item) -> Iterator[tuple[str, str]]:
    if item.measured:
        yield "measurements", item.measured if isinstance(item.measured, str) else name
    if item.rated:
        yield "ratings", item.rated if isinstance(item.rated, str) else name
    for rows in item.rows:
        for kind in kinds_of(scheme, rows):
            yield "rows", kind


def _nodes(scheme: Scheme, card: Card, name: str) -> Iterator[Use]:
    """The shown nodes and outcomes of a card that a name leads to, through inputs and hidden nodes."""
    called = next(key for key, one in scheme.cards.items() if one is card)
    seen, todo, found = {name}, [name], False
    while todo:
        one = todo.pop(0)
        item = card.node.get(one)
        if item is not None and not item.hidden:
            found = True
            yield _use(scheme, f"{card.called or called}.{one}", item.clause)
            continue
        for other, reader in (card.input | card.node).items():
            if other not in seen and one in _reads(scheme, called, reader):
                seen.add(other)
                todo.append(other)
    for kind in OUTCOMES:
        for key, part in getattr(card, kind).items():
            texts = [text for field in ("post", "when", "to", "due", "holds") if (text := getattr(part, field, None))]
            if any(name in names(scheme.tree(text)) for text in texts):
                found = True
                yield _use(scheme, f"{card.called or called}.{kind}.{key}", part.clause)
    if not found:
        yield _use(scheme, f"{card.called or called}.{name}", (card.input | card.node)[name].clause)


def _reads(scheme: Scheme, card: str, item: Item) -> set[str]:
    texts = [
        text for field in FORMULAS if (text := getattr(item, field)) and text not in ("full", "none", "error", "skip")
    ]
    read = {name for text in [*texts, *item.zero_if] for name in names(scheme.tree(text))}
    for listed in (item.sum, item.weighted, item.mean):
        read |= set(listed or ())
    if item.from_ and item.from_.partition(".")[0] == card:
        read.add(item.from_.partition(".")[2])
    return read


def _lines(scheme: Scheme, table: str, kind: str) -> Iterator[Use]:
    for rows in tables_below(scheme, table):
        for name, line in rows.line.items():
            if not line.kind or kind in line.kind:
                yield _use(scheme, f"{table}.{name}", line.clause)


def _use(scheme: Scheme, place: str, clauses: tuple[str, ...]) -> Use:
    if not clauses:
        return Use(scheme.id, place)
    entry = scheme.text.get("clause", {}).get(clauses[0], {})
    return Use(scheme.id, place, clauses[0], str(entry.get("quote", "")), str(entry.get("at", "")))
