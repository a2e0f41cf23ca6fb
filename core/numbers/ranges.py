"""The static side of a number column: denominator, range, slack."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from kaohe.core.errors import KaoheError

LIMIT = 2**63 - 1
_any_width: ContextVar[bool] = ContextVar("ranges of any width", default=False)


@contextmanager
def any_width() -> Iterator[None]:
    """Inside, ranges may pass 63 bits: to say what a column can hold, not to fill it."""
    token = _any_width.set(True)
    try:
        yield
    finally:
        _any_width.reset(token)


def fits(size: int) -> bool:
    """Whether a column can hold a whole number of this size.

    >>> fits(2**63 - 1), fits(2**63)
    (True, False)
    """
    return size <= LIMIT or _any_width.get()


class TooLarge(KaoheError):
    """A value that may not fit into 63 bits; the planner adds the node's name."""


@dataclass(frozen=True)
class Range:
    """A column holds ``v`` with ``v <= x * denominator < v + slack``; slack 0 means equality.

    ``low`` and ``high`` bound ``v`` (not ``x``); ``nullable`` says whether *nothing* can occur.
    """

    denominator: int
    low: int
    high: int
    slack: int = 0
    nullable: bool = False

    def __post_init__(self) -> None:
        if not fits(max(abs(self.low), abs(self.high)) + self.slack):
            raise TooLarge(f"a value of up to {max(-self.low, self.high):.3g} units may not fit into 63 bits")

    @classmethod
    def of(cls, low: Fraction | int, high: Fraction | int, denominator: int = 1, nullable: bool = False) -> Range:
        """The range of an exact column of values between ``low`` and ``high``.

        >>> Range.of(0, Fraction("99.5"), 100)
        Range(denominator=100, low=0, high=9950, slack=0, nullable=False)
        """
        return cls(denominator, floor(low * denominator), ceil(high * denominator), 0, nullable)

    @property
    def least(self) -> Fraction:
        """The smallest value ``x`` can take."""
        return Fraction(self.low, self.denominator)

    @property
    def most(self) -> Fraction:
        """An upper bound of ``x``."""
        return Fraction(self.high + self.slack, self.denominator)

    def finer(self, denominator: int) -> Range:
        """The same range on a grid ``denominator`` that the present one divides."""
        m = denominator // self.denominator
        return Range(denominator, self.low * m, self.high * m, self.slack * m, self.nullable)

    def joined(self, other: Range) -> Range:
        """What holds either; both on one grid."""
        return Range(
            self.denominator,
            min(self.low, other.low),
            max(self.high, other.high),
            max(self.slack, other.slack),
            self.nullable or other.nullable,
        )
