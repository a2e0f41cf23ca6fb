"""``kaohe.compare/1``: a comparison as plain Python, numbers as text."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kaohe.core.compare.cells import Cell
from kaohe.core.compare.coefficient import Coefficient
from kaohe.core.compare.moves import HOW, Effect, Move
from kaohe.core.compare.pairs import Pair
from kaohe.core.compare.sentences import sentence
from kaohe.core.results.numbers import plain, shown

if TYPE_CHECKING:
    from kaohe.core.compare.comparison import Comparison

FORMAT = "kaohe.compare/1"


def document(comparison: Comparison) -> dict[str, Any]:
    """Every table of the comparison; rows by scheme as asked for, then period and unit."""
    return {
        "format": FORMAT,
        "run": comparison.run,
        "schemes": [_scheme(comparison, scheme["id"], scheme["illustrative"]) for scheme in comparison.schemes],
        "notes": comparison.notes,
        "cells": [
            {"scheme": scheme, "period": period, "unit": unit, **cell_texts(cell)}
            for scheme, outcomes in comparison.cells.items()
            for (period, unit), cell in outcomes.items()
        ],
        "pairs": [_pair(each) for each in comparison.pairs],
        "periods": [row for each in comparison.pairs for row in _periods(each)],
        "how_moves": HOW,
        "moves": [_move(move) for moves in comparison.moves.values() for move in moves],
        "saturation": [
            {
                "scheme": each.scheme,
                "card": each.card,
                "node": each.node,
                "cells": each.cells,
                **{f"at_{end}": getattr(each, end) for end in ("floor", "top")},
                "no_cases": each.no_cases,
                "notices": each.notices,
            }
            for each in comparison.saturation
        ],
        "data": list(_data(comparison)),
    }


def cell_texts(cell: Cell) -> dict[str, Any]:
    """A cell as plain texts: the exact rate, the rate as shown, rank, grade, money."""
    rate, exact = plain(cell.rate) if cell.rate is not None else (None, None)
    return {
        "card": cell.card,
        "rate": rate,
        **({"exact": exact} if exact else {}),
        "shown": shown(cell.rate, "percent") if cell.rate is not None else "",
        "state": cell.state,
        "coverage": cell.coverage,
        "rank": cell.rank,
        "of": cell.of,
        "grade": cell.grade,
        "money": _yuan(cell.money),
        "pending": _yuan(cell.pending),
    }


def coefficient_text(found: Coefficient) -> str | None:
    """The coefficient as a plain decimal, or None."""
    return None if found.value is None else plain(found.value)[0]


def _scheme(comparison: Comparison, scheme: str, illustrative: bool) -> dict[str, Any]:
    cells = comparison.cells[scheme].values()
    return {
        "id": scheme,
        "illustrative": illustrative,
        "rated": sum(cell.rate is not None for cell in cells),
        "unrated_because": comparison.unrated.get(scheme),
        "money": _yuan(sum((cell.money or Fraction(0) for cell in cells), Fraction(0))),
        "pending": _yuan(sum((cell.pending or Fraction(0) for cell in cells), Fraction(0))),
    }


def _pair(each: Pair) -> dict[str, Any]:
    pairs, (both, either) = each.concordance, each.top
    return {
        "first": each.first,
        "second": each.second,
        "cells": each.cells,
        "tau": coefficient_text(each.tau),
        "tau_parts": [each.tau.numerator, each.tau.left, each.tau.right],
        "rho": coefficient_text(each.rho),
        "rho_parts": [each.rho.numerator, each.rho.left, each.rho.right],
        "same_order": pairs.concordant,
        "opposite_order": pairs.discordant,
        "tied": pairs.pairs - pairs.concordant - pairs.discordant,
        "same_rank": each.same_rank,
        "top_three_both": both,
        "top_three_either": either,
        "graded": each.graded,
        "same_grade": each.same_grade,
    }


def _periods(each: Pair) -> Iterator[dict[str, Any]]:
    for period, ranks in each.periods.items():
        yield {
            "first": each.first,
            "second": each.second,
            "period": period,
            "units": len(ranks.first),
            "tau": coefficient_text(ranks.tau),
            "rho": coefficient_text(ranks.rho),
        }


def _move(move: Move) -> dict[str, Any]:
    first, second = move.schemes
    return {
        "first": first,
        "second": second,
        "period": move.period,
        "unit": move.unit,
        "first_rank": move.first,
        "second_rank": move.second,
        "of": move.of,
        "up": move.up,
        "weighted": move.weighted,
        "gains": _effects(move.gains),
        "losses": _effects(move.losses),
        "en": sentence(move, "en"),
        "zh": sentence(move, "zh"),
    }


def _effects(effects: tuple[Effect, ...]) -> list[dict[str, str]]:
    return [{"scheme": effect.scheme, "node": effect.node, "points": plain(effect.points)[0]} for effect in effects]


def _data(comparison: Comparison) -> Iterator[dict[str, Any]]:
    for each in comparison.data:
        for use, names in (("used", each.used), ("ignored", each.ignored), ("absent", dict.fromkeys(each.absent, 0))):
            for (table, name), rows in names.items():
                yield {"scheme": each.scheme, "use": use, "table": table, "name": name, "rows": rows}


def _yuan(amount: Fraction | None) -> str | None:
    return None if amount is None else shown(amount, "yuan")
