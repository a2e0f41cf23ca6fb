"""What an operation is: one meaning in two forms, columns and fractions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import ClassVar

import narwhals as nw

from kaohe.core.errors import KaoheError
from kaohe.core.numbers import Code, Items, Nil, Num, Quot, Sheet, Truth, Value
from kaohe.core.numbers.arithmetic import number

Plain = Fraction | bool | str | tuple[str, ...] | dict[str, object] | None
"""A value in the fraction form; None is nothing."""
Late = Callable[[], Plain]
"""An argument not yet computed: only the branch that is taken is read."""


@dataclass(frozen=True)
class Run:
    """What operations may know of a run: the moment of judgement and the working calendar."""

    as_of: int | None = None
    calendar: str = "CN"
    holidays: frozenset[date] = frozenset()
    extra_workdays: frozenset[date] = frozenset()
    years: tuple[int, int] = (2000, 2030)
    empty_survey: str = "error"
    cache: dict[object, object] = field(default_factory=dict, compare=False)


class Operation:
    """One operation. ``column`` builds the value with its static range; ``fraction`` computes it for one row.

    ``lazy`` operations get their fraction arguments uncomputed. Both forms must agree on every input: that is
    tested on two engines.
    """

    name: ClassVar[str]
    lazy: ClassVar[bool] = False
    arguments: ClassVar[tuple[int, int | None]]

    def __init__(self, run: Run) -> None:
        self.run = run

    def column(self, sheet: Sheet, *values: Value) -> Value:
        """The value as columns; its range is known before any data."""
        raise NotImplementedError

    def fraction(self, *values: Plain) -> Plain:
        """The value for one row, in plain fractions."""
        raise NotImplementedError

    def late(self, *values: Late) -> Plain:
        """The value for one row of a lazy operation."""
        raise NotImplementedError

    def check(self, count: int) -> None:
        """Raises KaoheError when the number of arguments does not fit."""
        least, most = self.arguments
        if count < least or (most is not None and count > most):
            wanted = f"{least}" if most == least else f"{least} or more" if most is None else f"{least} to {most}"
            raise KaoheError(f"{self.name} takes {wanted} arguments, {count} given")


def numbers(values: tuple[Value, ...]) -> list[Num | Quot]:
    """Values read as numbers."""
    return [number(value) for value in values]


def truth(value: Value) -> Truth:
    """A value read as a condition; an exact number holds unless it is 0."""
    if isinstance(value, Truth):
        return value
    if isinstance(value, Num) and not value.range.slack:
        known = None if value.constant is None else value.constant != 0
        return Truth(value.expr != 0, value.range.nullable, value.level, known)
    if isinstance(value, Nil):
        return Truth(nw.lit(None, nw.Boolean()), True)
    raise KaoheError("a condition is needed here")


def fixed(value: Value, what: str) -> Fraction:
    """A number that must be known before any data."""
    if isinstance(value, Num) and value.constant is not None:
        return value.constant
    raise KaoheError(f"{what} must be a number or a parameter, not data")


def fractions(*values: Plain) -> list[Fraction] | None:
    """Plain numbers (a condition counts 1 or 0), or None if one of them is nothing."""
    found = []
    for value in values:
        if value is None:
            return None
        if not isinstance(value, Fraction | bool | int):
            raise KaoheError(f"a number is needed, {value!r} found")
        found.append(Fraction(value))
    return found


def rational(value: Plain) -> Fraction:
    """One plain number. Raises KaoheError for nothing and for codes."""
    found = fractions(value)
    if found is None:
        raise KaoheError("a number is needed, nothing found")
    return found[0]


def kind_of(values: list[Value]) -> type:
    """The one kind of several branch values: Num stands for numbers of any form."""
    kinds = {Num if isinstance(value, Quot) else type(value) for value in values if not isinstance(value, Nil)}
    if not kinds:
        return Nil
    if kinds == {Num, Truth}:
        return Num
    if len(kinds) > 1:
        raise KaoheError("the branches give values of different kinds")
    return kinds.pop()


__all__ = [
    "Code", "Items", "Late", "Nil", "Num", "Operation", "Plain", "Quot", "Run", "Sheet", "Truth", "Value", "fixed",
    "fractions", "kind_of", "numbers", "rational", "truth",
]  # fmt: skip
