"""What each scheme gives each unit in each period, on one scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from kaohe.core.compare.ranking import competition_ranks
from kaohe.core.results.contract import Document, Node
from kaohe.core.results.numbers import exactly, plain

TOTAL = "total"
Key = tuple[str, str]  # period, unit


@dataclass(frozen=True)
class Cell:
    """One scheme's outcome for a unit and period; ``rate`` is 0-100 (C9), money is yuan, ``pending`` a part of it."""

    card: str | None = None
    rate: Fraction | None = None
    state: str | None = None
    coverage: str | None = None
    rank: int | None = None
    of: int | None = None
    grade: str | None = None
    money: Fraction | None = None
    pending: Fraction | None = None


Cells = dict[str, dict[Key, Cell]]


def aligned(document: Document) -> Cells:
    """Scheme -> (period, unit) -> cell, both sorted as the results are; ranks among the units rated in the period.

    Where two cards of a scheme rate the same unit and period, the first in the document counts.
    """
    cells: Cells = {scheme["id"]: {} for scheme in document["schemes"]}
    for node in document["nodes"]:
        key = (node["period"], node["unit"])
        if node["node"] == TOTAL and node["segment"] is None and key not in cells[node["scheme"]]:
            found = Cell(node["card"], rate_of(node), node["state"], node["coverage"])
            cells[node["scheme"]][key] = found
    _graded(document, cells)
    _paid(document, cells)
    for scheme, outcomes in cells.items():
        _ranked(outcomes)
        cells[scheme] = dict(sorted(outcomes.items()))
    return cells


def rate_of(node: Node) -> Fraction | None:
    """The node's exact rate: 100 x value / full, unless the printed rate says otherwise."""
    if node["rate"] is None:
        return None
    if node["value"] is not None and node["full"] is not None and Fraction(node["full"]):
        rate = 100 * exactly(node["value"], node.get("exact")) / Fraction(node["full"])
        if plain(rate)[0] == node["rate"]:
            return rate
    return Fraction(node["rate"])


def scores(outcomes: dict[Key, Cell]) -> dict[str, dict[str, Fraction]]:
    """Period -> unit -> rate, of the cells that have one."""
    found: dict[str, dict[str, Fraction]] = {}
    for (period, unit), cell in outcomes.items():
        if cell.rate is not None:
            found.setdefault(period, {})[unit] = cell.rate
    return found


def _graded(document: Document, cells: Cells) -> None:
    for row in document["grades"]:
        outcomes, key = cells[row["scheme"]], (row["period"], row["unit"])
        cell = outcomes.get(key, Cell(row["card"]))
        if cell.card == row["card"] and (row["node"] == TOTAL or cell.grade is None):
            outcomes[key] = replace(cell, grade=row["grade"])


def _paid(document: Document, cells: Cells) -> None:
    for row in document["money"]:
        outcomes, key, amount = cells[row["scheme"]], (row["period"], row["unit"]), Fraction(row["amount"])
        cell = outcomes.get(key, Cell())
        pending = amount if row["status"] == "pending" else Fraction(0)
        outcomes[key] = replace(cell, money=(cell.money or 0) + amount, pending=(cell.pending or 0) + pending)


def _ranked(outcomes: dict[Key, Cell]) -> None:
    for period, rates in scores(outcomes).items():
        for unit, rank in competition_ranks(rates).items():
            outcomes[period, unit] = replace(outcomes[period, unit], rank=rank, of=len(rates))
