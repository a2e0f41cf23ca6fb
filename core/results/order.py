"""The fixed row order of a results document: scheme, card, period, unit, document order, as far as rows show it.

Schemes come as ``schemes`` lists them; periods of a card, being of one kind, and units sort as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kaohe.core.errors import Problem, did_you_mean

WITH_CARD = ("nodes", "grades", "ranks")
TABLES = (*WITH_CARD, "rows", "money", "flags", "duties")


def out_of_order(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Every row that stands before a row it should follow, names no scheme of the run, or is there twice."""
    schemes = [scheme["id"] for scheme in document["schemes"]]
    for scheme in sorted({scheme for scheme in schemes if schemes.count(scheme) > 1}):
        yield Problem("this scheme is listed twice", table="schemes", scheme=scheme)
    place = {scheme: number for number, scheme in enumerate(schemes)}
    for table in TABLES:
        yield from _schemes(table, document[table], place)
    for table in WITH_CARD:
        yield from _cells(table, document[table], place)
    yield from _tree(document["nodes"])


def _schemes(table: str, rows: Sequence[Mapping[str, Any]], place: Mapping[str, int]) -> Iterator[Problem]:
    last = -1
    for number, row in enumerate(rows, 1):
        if row["scheme"] not in place:
            more = did_you_mean(row["scheme"], place)
            yield Problem("this scheme is not in `schemes`", more, table=table, row=number, scheme=row["scheme"])
        elif place[row["scheme"]] < last:
            yield Problem(
                "this row is out of order: its scheme comes earlier", table=table, row=number, scheme=row["scheme"]
            )
        else:
            last = place[row["scheme"]]


def _cells(table: str, rows: Sequence[Mapping[str, Any]], place: Mapping[str, int]) -> Iterator[Problem]:
    cards: dict[tuple[str, str], int] = {}
    seen: set[tuple[Any, ...]] = set()
    last: tuple[Any, ...] = ()
    for number, row in enumerate(rows, 1):
        card = cards.setdefault((row["scheme"], row["card"]), len(cards))
        here = (place.get(row["scheme"], -1), card, row["period"], row["unit"])
        where = {"table": table, "row": number, **{key: row[key] for key in ("scheme", "card", "unit", "period")}}
        if last and here < last:
            yield Problem("this row is out of order (scheme, card, period, unit)", **where)
        last = here
        key = (*here, row["node"], row.get("segment"))
        if key in seen:
            yield Problem(f"node '{row['node']}' is there twice", **where)
        seen.add(key)


def _tree(rows: Sequence[Mapping[str, Any]]) -> Iterator[Problem]:
    """Nodes of a card come in one order in every cell; the fullest cell is taken for that order."""
    cells: dict[tuple[str, ...], list[str]] = {}
    for row in rows:
        names = cells.setdefault((row["scheme"], row["card"], row["period"], row["unit"]), [])
        if row["node"] not in names:
            names.append(row["node"])
    fullest: dict[tuple[str, ...], list[str]] = {}
    for (scheme, card, *_), names in cells.items():
        if len(names) > len(fullest.get((scheme, card), ())):
            fullest[scheme, card] = names
    ranks = {card: {node: number for number, node in enumerate(names)} for card, names in fullest.items()}
    for (scheme, card, period, unit), names in cells.items():
        order = [ranks[scheme, card][node] for node in names if node in ranks[scheme, card]]
        if order != sorted(order):
            what = "the nodes of this cell are not in document order"
            yield Problem(what, table="nodes", scheme=scheme, card=card, period=period, unit=unit)
