"""Levers: the input rows that drive a value of a card, and how to give that value by changing them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from kaohe.core.catalogue import catalogue
from kaohe.core.errors import KaoheError
from kaohe.core.language.tree import Expression, names
from kaohe.core.run.cardplan import Step
from kaohe.core.run.cardrun import CardRun, Cell
from kaohe.core.run.score import Score
from kaohe.plugins.testing.inputs import Inputs, Row, copied

SOME_CELLS = 3
OF_ONE = ("min", "max", "mean", "last")
"""Folds that give the value of their rows where all have one value."""


@dataclass(frozen=True)
class Lever:
    """A gathered value that rows of input give. ``low``, ``high``: between what bounds; ``step``: its smallest move."""

    card: CardRun
    name: str
    cell: Cell
    step_of: Step
    how: str
    low: Fraction | None
    high: Fraction | None
    step: Fraction

    @property
    def place(self) -> tuple[int, str, Cell]:
        """Where the gathered value is."""
        return id(self.card), f"{self.name}@", self.cell

    def allows(self, value: Fraction) -> bool:
        """Whether input rows can give this value."""
        inside = (self.low is None or value >= self.low) and (self.high is None or value <= self.high)
        return inside and (self.how in ("rate", "mark") or (value / self.step).denominator == 1)


def levers(score: Score, card: CardRun, cell: Cell, tree: Expression) -> list[Lever]:
    """What drives a formula in a cell: measurements, marks and counted rows, also of the cells it refers to."""
    found: dict[tuple[int, str, Cell], Lever] = {}
    for lever in _driving(score, card, cell, names(tree), set()):
        found.setdefault(lever.place, lever)
    return list(found.values())


def _driving(score: Score, card: CardRun, cell: Cell, read: set[str], seen: set[object]) -> Iterator[Lever]:
    for name in sorted(read):
        plain = name.removesuffix("@~").removesuffix("@")
        step = card.plan.steps.get(plain)
        if step is None or (id(card), plain, cell) in seen:
            continue
        seen.add((id(card), plain, cell))
        if step.base and step.item is not None:
            item = step.item
            if item.from_:
                reference = score.reference(card, step)
                if reference is not None:
                    pairs = score.links(reference).sort("source_t", "source_unit")
                    cells = [
                        (row["source_unit"], row["source_t"])
                        for row in pairs.to_dicts()
                        if (row["unit"], row["t"]) == cell
                    ]
                    near = sorted(cells, key=lambda other: other != cell)
                    for one in dict.fromkeys([*near[: SOME_CELLS - 1], *near[-1:]]):
                        yield from _driving(score, reference.source, one, {reference.name}, seen)
            else:
                yield from _lever(card, plain, cell, step)
        yield from _driving(score, card, cell, step.reads, seen)


def _lever(card: CardRun, name: str, cell: Cell, step: Step) -> Iterator[Lever]:
    item, zero = step.item, Fraction(0)
    assert item is not None
    base = name.removesuffix(".provisional")
    if item.measured:
        one = catalogue().indicators[item.measured if isinstance(item.measured, str) else base]
        low, high = Fraction(str(one.at_least)), Fraction(str(one.at_most))
        if item.part in ("numerator", "denominator"):
            yield Lever(card, base, cell, step, "part", zero, None, Fraction(1))
        elif one.form == "rate":
            yield Lever(card, base, cell, step, "rate", low, high, Fraction(1, 10_000))
        else:
            unit = {"count": Fraction(1), "yes_no": Fraction(1)}.get(one.quantity, Fraction(1, 100))
            yield Lever(card, base, cell, step, "value", low, high, unit)
    elif item.rated:
        yield Lever(card, base, cell, step, "mark", zero, Fraction(1), Fraction(1, 10_000))
    elif item.rows:
        how = "share" if item.how == "rate" else "column" if item.how in OF_ONE and _plain(item.each) else "rows"
        yield Lever(card, base, cell, step, how, zero if how == "share" else None, None, Fraction(1))


def _plain(each: str | None) -> bool:
    """Whether what is folded is a number column of events itself."""
    column = catalogue().tables["events"].columns.get(each or "")
    return column is not None and column.type == "number"


def given(lever: Lever, value: Fraction, rows: Inputs) -> Inputs:
    """The rows changed so that a measurement or mark has this value. Raises KaoheError where no row can give it."""
    changed, item = copied(rows), lever.step_of.item
    assert item is not None
    period = str(lever.card.period_of[lever.cell[1]])
    if lever.how == "mark":
        row = _found(changed.setdefault("ratings", []), {"unit": lever.cell[0], "period": period}, "item", lever.name)
        row |= {"score": decimal(100 * value), "full": "100"}
        return changed
    indicator = item.measured if isinstance(item.measured, str) else lever.name
    unit, segment = lever.card.whose(lever.cell[0])
    key = {"unit": unit, "period": period, "segment": item.segment or segment or ""}
    row = _found(changed.setdefault("measurements", []), key, "indicator", indicator)
    if lever.how == "part":
        row |= {"numerator": row.get("numerator") or "1", "denominator": row.get("denominator") or "1"}
        row |= {str(item.part): decimal(value)}
    elif lever.how == "rate":
        share = value / 100 if catalogue().indicators[indicator].percent else value
        held = Fraction(row.get("denominator") or 0)
        whole = held and (share * held * 1_000_000).denominator == 1
        factor = held / share.denominator if whole else Fraction(max(1, 1000 // share.denominator))
        row |= {
            "value": "",
            "numerator": decimal(share.numerator * factor),
            "denominator": decimal(share.denominator * factor),
        }
    else:
        row |= {"value": decimal(value), "numerator": "", "denominator": ""}
    return changed


def _found(rows: list[Row], key: dict[str, str], column: str, name: str) -> Row:
    """The row of a name; a new one where there is none, all but one gone where several (raters) give it."""
    fits = [
        row for row in rows
        if all((row.get(part) or "") == cell for part, cell in key.items()) and row[column].rpartition("/")[2] == name
    ]  # fmt: skip
    for row in fits[1:]:
        rows.remove(row)
    if not fits:
        fits = [{part: cell for part, cell in key.items() if cell} | {column: name}]
        rows += fits
    return fits[0]


def decimal(value: Fraction) -> str:
    """A value with at most six places as a plain decimal. Raises KaoheError for one that does not end."""
    if (value * 1_000_000).denominator != 1:
        raise KaoheError(f"{value} is no decimal of six places")
    whole = abs(value.numerator * (1_000_000 // value.denominator))
    digits = f"{whole // 1_000_000}.{whole % 1_000_000:06d}".rstrip("0").rstrip(".")
    return f"-{digits}" if value < 0 else digits
