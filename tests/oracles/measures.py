"""Plumbing shared by the oracles: measurements and marks by unit, period and name. No scoring rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction

from tests.oracles.common import Parameters, Row, Units, exact, last_day, months, number

Pair = tuple[Fraction, Fraction]


class Measures:
    """Measurements by unit, period as written, indicator and segment."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.cells: dict[tuple[str, str, str, str], Row] = {}
        for row in rows:
            self.cells[row["unit"], row["period"], row["indicator"], row.get("segment") or ""] = row

    def value(self, unit: str, period: str, indicator: str, segment: str = "") -> Fraction | None:
        """A plain value; None if it was not supplied."""
        row = self.cells.get((unit, period, indicator, segment))
        return None if row is None else number(row["value"])

    def needed(self, unit: str, period: str, indicator: str, segment: str = "") -> Fraction:
        """A plain value that must be supplied."""
        value = self.value(unit, period, indicator, segment)
        if value is None:
            raise ValueError(f"{unit} {period}: {indicator} {segment} is not supplied")
        return value

    def pair(self, unit: str, period: str, indicator: str, segment: str = "", per: int = 100) -> Pair | None:
        """Numerator and denominator; a bare value stands for itself out of `per`."""
        row = self.cells.get((unit, period, indicator, segment))
        if row is None:
            return None
        if row.get("denominator"):
            return number(row["numerator"]), number(row["denominator"])
        return number(row["value"]), Fraction(per)


def own_or_below(units: Units, rows: Iterable[Row], indicators: Iterable[str]) -> dict[tuple[str, int], Fraction]:
    """A flow or stock per unit and month index: the unit's own figure, else the sum of those below it at its end."""
    own: dict[tuple[str, int], Fraction] = {}
    below: dict[tuple[str, int], Fraction] = defaultdict(Fraction)
    names = set(indicators)
    for row in rows:
        if row["indicator"] in names:
            own[row["unit"], months(row["period"])[0]] = number(row["value"])
    for (unit, index), value in own.items():
        for above in units.line(unit, last_day(index))[1:]:
            below[above["unit"], index] += value
            if (above["unit"], index) in own:
                break
    return {**below, **own}


def mean(values: Iterable[Fraction]) -> Fraction:
    """The simple mean of at least one value."""
    listed = list(values)
    return sum(listed, Fraction(0)) / len(listed)


def marks_by_role(
    rows: Iterable[Row], paths: Mapping[str, str], full: int | Mapping[str, int] = 100
) -> dict[tuple[str, str, str], dict[str, Fraction]]:
    """The mean mark of each role per unit, period and leaf (C15).

    `paths` maps every accepted spelling of an item to its leaf; each score is taken out of its own `full` to the full
    mark of the leaf.
    """
    roles: dict[tuple[str, str, str], dict[str, list[Fraction]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        if (leaf := paths.get(row["item"])) is not None:
            most = full if isinstance(full, int) else full[leaf]
            score = number(row["score"]) * most / number(row.get("full") or str(most))
            roles[row["unit"], row["period"], leaf][row.get("role") or ""].append(score)
    return {cell: {role: mean(scores) for role, scores in by_role.items()} for cell, by_role in roles.items()}


def marks(
    rows: Iterable[Row], paths: Mapping[str, str], full: int | Mapping[str, int] = 100
) -> dict[tuple[str, str, str], Fraction]:
    """The mark per unit, period and leaf: means of each role, then their mean (C15)."""
    return {cell: mean(by_role.values()) for cell, by_role in marks_by_role(rows, paths, full).items()}


def segment_of(unit: str, segment: str) -> str:
    """How the results name the cell of one segment of a unit."""
    return f"{unit} · {segment}"


def setting(parameters: Parameters, name: str, default: str) -> str:
    """A parameter that names one of several words."""
    return str(parameters.get(name, default))


def switch(parameters: Parameters, name: str, *, default: bool = False) -> bool:
    """A yes/no parameter, as a bool or as text."""
    return str(parameters.get(name, default)).lower() == "true"


def figure(parameters: Parameters, name: str, default: int) -> Fraction:
    """A numeric parameter."""
    return exact(parameters.get(name, default))
