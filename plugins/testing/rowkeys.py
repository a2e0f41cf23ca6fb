"""Boundaries on what comes of a middle key (cases of one user, mean of one exam): folded once more in plain fractions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from kaohe.core.documents.model import Item
from kaohe.core.language.tree import Name
from kaohe.core.program import evaluate
from kaohe.core.results import Results
from kaohe.core.run.cardrun import CardRun, Cell
from kaohe.plugins.testing.inputs import Row as Cells
from kaohe.plugins.testing.rowbounds import RowBoundary
from kaohe.plugins.testing.rowvalues import Row, Rows, folded_rows
from kaohe.plugins.testing.rowvaried import copy_of, ways

MOST = 12


def key_ways(rows: Rows, boundary: RowBoundary, item: Item, raw: Mapping[str, Cells]) -> Iterator[list[Cells]]:
    """Rows of three new middle keys: one whose value lies at the boundary, one below and one above."""
    assert item.through is not None
    per, how, constants = item.through.per, item.through.how, rows.judge.scheme.constants
    if boundary.left != Name("value"):
        return
    if item.each is not None and how != "count":
        of_one = replace(boundary, left=rows.judge.scheme.tree(item.each))
        for way in ways(rows, of_one, raw):
            yield [cells | {per: f"key{place}"} for place, cells in enumerate(way)]
        return
    target = evaluate(boundary.right, lambda name: constants[name], rows.operations)  # type: ignore[arg-type, return-value]
    assert isinstance(target, Fraction)
    sizes = [int(size) for size in (target - 1, target, target + 1) if 0 < size <= MOST]
    for row in rows.rows():
        cells = raw.get(str(row.held["ref"]))
        if cells is not None and row.held.get(per):
            yield [copy_of(cells, rows.table) | {per: f"key{size}"} for size in sizes for _ in range(size)]


@dataclass(frozen=True)
class Keys:
    """What an input makes of its middle keys, from the judged rows alone."""

    results: Results
    card: CardRun
    item: Item
    rows: Rows
    name: str

    def values(self) -> dict[Cell, dict[object, Fraction]]:
        """The value of each middle key, by cell."""
        held: dict[Cell, dict[object, list[tuple[Fraction, int]]]] = {}
        assert self.item.through is not None
        for row in self.rows.rows():
            each = self._each(row)
            for cell in self._cells(row) if each is not None else ():
                keys = held.setdefault(cell, {})
                keys.setdefault(row.held[self.item.through.per], []).append((each, int(row.held["count"])))  # type: ignore[arg-type, call-overload]
        return {
            cell: {
                key: _folded(self.item.through.how, of) for key, of in keys.items() if key is not None or not self._rate
            }
            for cell, keys in held.items()
        }

    @property
    def _rate(self) -> bool:
        return self.item.how == "rate"

    def _each(self, row: Row) -> Fraction | None:
        if self.item.where is not None and row.value(f"?{self.name}.where") is not True:
            return None
        if self.item.each is None:
            return Fraction(1)
        found = row.value(f"?{self.name}.each")
        return Fraction(found) if isinstance(found, Fraction | bool) else None

    def _cells(self, row: Row) -> Iterator[Cell]:
        """The cells that a row counts for: of its unit and of those above it, or the nearest alone."""
        month, unit = row.held["month"], row.held["unit"]
        parents = dict(self.results.outcome.tables.units.select("unit", "parent").iter_rows())
        starts = [start for start in self.card.period_of if start <= month < start + self.card.size]  # type: ignore[operator]
        known = set(self.card.cells())
        while unit is not None:
            cells = [(unit, start) for start in starts if (unit, start) in known]
            yield from cells  # type: ignore[misc]
            if cells and self.item.reach == "own":
                return
            unit = parents.get(unit)

    def expected(self, kept: Mapping[object, bool]) -> Fraction | None:
        """What is gathered of keys of which some are kept."""
        if self._rate:
            return Fraction(100 * sum(kept.values()), len(kept)) if kept else None
        return Fraction(sum(kept.values()))


def keys_of(results: Results, boundary: RowBoundary) -> Keys | None:
    """The middle keys of a boundary's input in a run; None where the card is not in it."""
    name = boundary.step.rpartition(".")[0]
    for card in results.outcome.cards:
        if card.plan.name == boundary.card and card.asked:
            judge = results.outcome.judges[card.plan.scheme.label]
            step = card.plan.steps[name]
            assert step.item is not None
            return Keys(results, card, step.item, folded_rows(judge, card.plan, step), name)
    return None


def judged(keys: Keys, boundary: RowBoundary) -> tuple[set[int], list[str]]:
    """The sides on which middle keys lie, and where what was gathered is not what they make."""
    sides, wrong = set(), []
    constants = keys.rows.judge.scheme.constants
    base = f"{keys.name.removesuffix('.provisional')}@"
    for cell, values in keys.values().items():
        kept = {}
        right = evaluate(boundary.right, lambda name: constants[name], keys.rows.operations)  # type: ignore[arg-type, return-value]
        assert isinstance(right, Fraction)
        for key, value in values.items():
            side = (value > right) - (value < right)
            sides.add(side)
            kept[key] = boundary.meant(side, value, right, constants) is True
        row = keys.card.row(cell)
        assert row is not None
        found, expected = keys.card.columns[base].read(row), keys.expected(kept)
        if found != expected:
            wrong.append(f"{boundary}, {cell[0]}: {base[:-1]} is {found}, its keys make {expected}")
    return sides, wrong


def _folded(how: str, values: list[tuple[Fraction, int]]) -> Fraction:
    total, count = sum((each * times for each, times in values), Fraction(0)), sum(times for _, times in values)
    if how == "mean":
        return total / count
    return {"sum": total, "count": Fraction(count), "max": max(values)[0], "min": min(values)[0]}[how]
