"""Kendall's tau-b and Spearman's rho as exact parts: numerator / sqrt(left x right)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt

PLACES = 12


@dataclass(frozen=True)
class Coefficient:
    """A rank correlation as whole numbers; adding those of several periods pools them within periods."""

    numerator: int
    left: int
    right: int

    @property
    def value(self) -> Fraction | None:
        """The coefficient rounded half-up at 12 places, exact where it ends; None where one side is all ties.

        >>> Coefficient(1, 4, 1).value
        Fraction(1, 2)
        """
        square = self.left * self.right
        if not square:
            return None
        halves = isqrt(4 * self.numerator**2 * 100**PLACES // square)
        size = Fraction((halves + 1) // 2, 10**PLACES)
        return size if self.numerator >= 0 else -size

    def __add__(self, other: Coefficient) -> Coefficient:
        return Coefficient(self.numerator + other.numerator, self.left + other.left, self.right + other.right)


@dataclass(frozen=True)
class Concordance:
    """Pairs of units: in the same order under both scorings, in opposite order, or tied under one or both."""

    concordant: int
    discordant: int
    pairs: int
    tied_first: int
    tied_second: int

    @property
    def tau(self) -> Coefficient:
        """Kendall's tau-b, which leaves ties out on both sides."""
        return Coefficient(
            self.concordant - self.discordant, self.pairs - self.tied_first, self.pairs - self.tied_second
        )

    def __add__(self, other: Concordance) -> Concordance:
        return Concordance(
            self.concordant + other.concordant,
            self.discordant + other.discordant,
            self.pairs + other.pairs,
            self.tied_first + other.tied_first,
            self.tied_second + other.tied_second,
        )


NO_PAIRS = Concordance(0, 0, 0, 0, 0)


def concordance(first: Sequence[Fraction], second: Sequence[Fraction]) -> Concordance:
    """Count the pairs of two scorings of the same units, in n log n steps."""
    left, right = dense(first), dense(second)
    both = sorted(zip(left, right, strict=True))
    pairs = len(both) * (len(both) - 1) // 2
    tied_first, tied_second, tied_both = _pairs_of(left), _pairs_of(right), _pairs_of(both)
    discordant = _inversions([place for _, place in both])
    concordant = pairs - tied_first - tied_second + tied_both - discordant
    return Concordance(concordant, discordant, pairs, tied_first, tied_second)


def spearman(first: Sequence[Fraction], second: Sequence[Fraction]) -> Coefficient:
    """Pearson's correlation of the mean ranks (doubled and centred, so whole numbers)."""
    left, right = _centred(dense(first)), _centred(dense(second))
    product = sum(a * b for a, b in zip(left, right, strict=True))
    return Coefficient(product, sum(a * a for a in left), sum(b * b for b in right))


def dense(values: Sequence[Fraction]) -> list[int]:
    """The place of each value among the different values, from 0 for the lowest."""
    keys = [(value.numerator * 10**30 // value.denominator, value) for value in values]
    places: list[int] = [0] * len(keys)
    place, last = -1, None
    for number in sorted(range(len(keys)), key=keys.__getitem__):
        place += keys[number] != last
        last = keys[number]
        places[number] = place
    return places


def _centred(places: Sequence[int]) -> list[int]:
    counts = Counter(places)
    doubled: dict[int, int] = {}
    below = 0
    for place in sorted(counts):
        doubled[place] = 2 * below + counts[place] - len(places)
        below += counts[place]
    return [doubled[place] for place in places]


def _pairs_of(items: Sequence[object]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(items).values())


def _inversions(places: Sequence[int]) -> int:
    """Pairs in which a higher place stands before a lower one (a Fenwick tree over the places seen)."""
    seen = [0] * (len(places) + 1)
    found = 0
    for before, place in enumerate(places):
        index, not_above = place + 1, 0
        while index:
            not_above += seen[index]
            index &= index - 1
        found += before - not_above
        index = place + 1
        while index < len(seen):
            seen[index] += 1
            index += index & -index
    return found
