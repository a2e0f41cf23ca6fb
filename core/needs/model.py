"""The inputs of a scheme, as plain frozen objects."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ColumnNeed:
    """A column that formulas read. ``codes``: the codes they compare it with; ``required``: empty is an error."""

    name: str
    required: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True)
class UnitNeed:
    """A kind of unit that a card assesses, and the attributes that are read of it."""

    kind: str
    attributes: tuple[ColumnNeed, ...] = ()


@dataclass(frozen=True)
class IndicatorNeed:
    """An indicator of table ``measurements``.

    ``form``: value, or rate (numerator and denominator). ``period``: the kind of period it is filed for; ``kinds``: the
    kinds of unit it is filed on. ``optional``: the scheme does without. ``instead``: kinds of tickets or events whose
    rows stand in where it is not supplied. ``each``: it is filed per segment, whichever there are; ``apart``: a check
    holds where it is left out, and only by its agreement with other rows where it is not.
    """

    name: str
    segment: str | None
    form: str
    period: str
    kinds: tuple[str, ...]
    optional: bool = False
    instead: tuple[str, ...] = ()
    each: bool = False
    apart: bool = False


@dataclass(frozen=True)
class RowNeed:
    """A kind of event or ticket and the columns that are read of it, beside its id, unit, kind and time.

    ``instead_of``: the indicators it stands in for, if it is read for nothing else.
    """

    kind: str
    columns: tuple[ColumnNeed, ...] = ()
    instead_of: tuple[str, ...] = ()


@dataclass(frozen=True)
class RatingNeed:
    """An item that raters mark, on which kinds of unit, for which kind of period, and in which role if that counts."""

    item: str
    period: str
    kinds: tuple[str, ...]
    role: str | None = None


@dataclass(frozen=True)
class Needs:
    """All inputs of one scheme, or of several together; ``results``: what it reads of other schemes."""

    units: tuple[UnitNeed, ...] = ()
    indicators: tuple[IndicatorNeed, ...] = ()
    events: tuple[RowNeed, ...] = ()
    tickets: tuple[RowNeed, ...] = ()
    ratings: tuple[RatingNeed, ...] = ()
    results: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of unit that are assessed."""
        return tuple(unit.kind for unit in self.units)
