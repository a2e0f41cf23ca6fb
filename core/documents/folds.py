"""How several rows or cells become one value: which ways go together, and what each of them needs."""

from __future__ import annotations

from collections.abc import Iterator

from kaohe.core.documents.model import Document, Item, Segment, Through
from kaohe.core.errors import Problem, did_you_mean

OF_ROWS = ("sum", "count", "rate", "mean", "min", "max", "last")
OF_KEYS = ("sum", "count", "mean", "min", "max", "last")
OVER_KEYS = ("count", "sum", "min", "max")
OF_CELLS = ("sum", "mean", "pooled", "last", "count", "rank", "rank_from_bottom", "min", "max")
RANKS = ("rank", "rank_from_bottom")
Key = tuple[str, ...]


def unfit(document: Document) -> Iterator[Problem]:
    """What is wrong with the ways in which inputs and nodes fold rows and cells, and rows tables pick and spread."""
    for name, rows in document.rows.items():
        if rows.pick is not None and (rows.pick.max is None) == (rows.pick.min is None):
            yield Problem("pick goes by one column", "give it max or min", key=("rows", name, "pick"))
        if rows.spread is not None and len(rows.spread.model_extra or {}) != 1:
            hint = 'write { column = "list column", else = "single column" }'
            yield Problem("spread makes one column of a list", hint, key=("rows", name, "spread"))
    for name, card in document.cards.items():
        if card.segment is not None:
            yield from _segments((name, "segment"), card.segment)
        for part, items in (("input", card.input), ("node", card.node)):
            for key, item in items.items():
                if item.rows:
                    yield from _rows((name, part, key), item)
                if item.from_ is not None:
                    yield from _cells((name, part, key), item)


def _segments(key: Key, segment: Segment) -> Iterator[Problem]:
    if not (segment.measured or segment.rows or segment.list):
        yield Problem("segments come from nowhere", "give measured, rows or list", key=key)
    elif segment.rows and not segment.by:
        yield Problem("segments of rows are named by columns", "name the columns in by", key=key)


def _rows(key: Key, item: Item) -> Iterator[Problem]:
    name, how = key[-1], item.how or ("sum" if item.each is not None else "count")
    if item.when not in ("same", "so_far", "to_date"):
        hint = "the period itself, so_far in the year, or to_date"
        yield Problem(f"{name}: rows are not taken of {item.when}", hint, key=(*key, "when"))
    if item.through is not None:
        yield from _keys(key, item, item.through, item.how or "count")
    elif how not in OF_ROWS:
        yield _cannot(key, how, "rows", OF_ROWS)
    elif item.distinct is not None and how not in ("count", "rate"):
        yield Problem(f"{name} cannot {how} distinct {item.distinct}s", "how is count or rate", key=(*key, "how"))
    elif how != "count" and item.each is None:
        yield _without_each(key, how)


def _keys(key: Key, item: Item, through: Through, how: str) -> Iterator[Problem]:
    """Of a fold per middle key: what is made of one key's rows, then of all keys."""
    if through.how not in OF_KEYS:
        yield _cannot((*key, "through"), through.how, f"the rows of one {through.per}", OF_KEYS)
    elif through.how != "count" and item.each is None:
        yield _without_each((*key, "through"), through.how)
    if how == "rate":
        if through.how != "count" or through.where is None:
            yield Problem(f"{key[-1]}: a rate per {through.per} needs how = count and a where", key=(*key, "through"))
    elif how not in OVER_KEYS:
        yield _cannot(key, how, f"the values per {through.per}", (*OVER_KEYS, "rate"))
    elif through.how == "mean" and how != "count":
        yield Problem(f"{key[-1]}: a mean per {through.per} can only be counted", "how is count", key=(*key, "how"))


def _cells(key: Key, item: Item) -> Iterator[Problem]:
    if item.how is not None and item.how not in OF_CELLS:
        yield _cannot(key, item.how, "cells", OF_CELLS)
    if item.when == "to_date":
        yield Problem(f"{key[-1]}: to_date is said of rows", "of cells say so_far", key=(*key, "when"))
    if item.how in RANKS and (item.who != "peers" or item.when != "same"):
        place = "who" if item.who != "peers" else "when"
        yield Problem(
            f"{key[-1]} is a rank among {item.who} ({item.when}); a rank is one among the peers of the same period",
            'write who = "peers" and no when',
            key=(*key, place) if place in item.model_fields_set else key,
        )


def _cannot(key: Key, how: str, what: str, ways: tuple[str, ...]) -> Problem:
    hint = did_you_mean(how, ways) or f"how is one of {', '.join(ways)}"
    return Problem(f"{key[-1] if key[-1] != 'through' else key[-2]} cannot {how} {what}", hint, key=(*key, "how"))


def _without_each(key: Key, how: str) -> Problem:
    name = key[-1] if key[-1] != "through" else key[-2]
    hint = 'give each = a formula, or how = "count"'
    return Problem(f"{name} folds rows by {how}, and each does not say what of a row", hint, key=(*key, "how"))
