"""Compare the schemes and variants of one results document."""

from __future__ import annotations

from collections.abc import Mapping, Set
from itertools import combinations

from kaohe.core.compare.cells import TOTAL, Cells, aligned
from kaohe.core.compare.comparison import Comparison
from kaohe.core.compare.data_use import Name, data_use
from kaohe.core.compare.moves import largest_moves
from kaohe.core.compare.pairs import Pair, pair
from kaohe.core.compare.saturation import saturation
from kaohe.core.compare.standing import Outline, Standing
from kaohe.core.results.contract import Document

MOST_MOVES = 10
NO_RATE = "its total has no rate"
NO_TOTAL = "it has no node 'total', so it gives no score"


def compare(
    document: Document,
    uses: Mapping[str, Set[Name]] | None = None,
    present: Mapping[Name, int] | None = None,
    outline: Outline | None = None,
    most_moves: int = MOST_MOVES,
) -> Comparison:
    """Compare every pair of schemes of ``document``.

    ``uses``: scheme -> the (table, name) it reads; ``present``: (table, name) -> rows in the data;
    ``outline(scheme, card)`` gives the tree, so that reasons name leaves and, with shares, weigh them.
    """
    cells = aligned(document)
    pairs = [pair(first, second, cells[first], cells[second]) for first, second in combinations(cells, 2)]
    standing = Standing(document, outline)
    return Comparison(
        document["run"],
        document["schemes"],
        _unrated(document, cells),
        cells,
        pairs,
        {(each.first, each.second): largest_moves(each, standing, most_moves) for each in pairs},
        saturation(document),
        data_use(uses or {}, present or {}),
        [*_two_cards(document), *_apart(pairs, cells)],
    )


def _unrated(document: Document, cells: Cells) -> dict[str, str]:
    """Schemes that give no rate, and why."""
    totals = {row["scheme"] for row in document["nodes"] if row["node"] == TOTAL}
    return {
        scheme: NO_RATE if scheme in totals else NO_TOTAL
        for scheme, outcomes in cells.items()
        if all(cell.rate is None for cell in outcomes.values())
    }


def _two_cards(document: Document) -> list[str]:
    cards: dict[tuple[str, str, str], list[str]] = {}
    for row in document["nodes"]:
        if row["node"] == TOTAL and row["segment"] is None:
            cards.setdefault((row["scheme"], row["period"], row["unit"]), []).append(row["card"])
    twice = dict.fromkeys((scheme, *names) for (scheme, _, _), names in cards.items() if len(names) > 1)
    return [
        f"{scheme}: cards {', '.join(names)} rate the same units; {names[0]} is compared" for scheme, *names in twice
    ]


def _apart(pairs: list[Pair], cells: Cells) -> list[str]:
    rated = {scheme for scheme, outcomes in cells.items() if any(cell.rate is not None for cell in outcomes.values())}
    return [
        f"{each.first} and {each.second} rate no unit in the same period: their ranks cannot be compared"
        for each in pairs
        if not each.periods and each.first in rated and each.second in rated
    ]
