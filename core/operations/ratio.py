"""``ratio(a, b)``: division of data; nothing where b is 0."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor, lcm

import narwhals as nw

from kaohe.core.numbers.arithmetic import coarse, coarser, over_constant, scaled, times
from kaohe.core.numbers.division import WIDEST, cut, divisible, over, quotient
from kaohe.core.numbers.ranges import Range, TooLarge
from kaohe.core.operations.base import Num, Operation, Plain, Quot, Sheet, Value, fractions, numbers

WIDE = 10**15
SPREAD = 8
"""The widest slack a ratio of rounded values may have; rows beyond it are in doubt."""


class Ratio(Operation):
    """``a / b``, exact while both are exact; no cases where ``b`` is 0."""

    name = "ratio"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        a, b = numbers(values)
        if isinstance(b, Num) and b.constant is not None and b.constant != 0:
            return over_constant(a, b.constant)
        try:
            exact = _exact(sheet, a, b)
        except TooLarge:
            return _rounded(sheet, cut(sheet, a), cut(sheet, b))
        try:
            return exact if divisible(exact) else _rounded(sheet, cut(sheet, a), cut(sheet, b))
        except TooLarge:
            return exact

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        return None if found is None or found[1] == 0 else found[0] / found[1]


def _exact(sheet: Sheet, a: Num | Quot, b: Num | Quot) -> Quot:
    top: Num | Quot = a.numerator if isinstance(a, Quot) else a
    bottom: Num | Quot = b.numerator if isinstance(b, Quot) else b
    if isinstance(b, Quot):
        top = times(sheet, top, b.divisor)
    if isinstance(a, Quot):
        bottom = times(sheet, bottom, a.divisor)
    if not isinstance(top, Num) or not isinstance(bottom, Num) or top.range.slack or bottom.range.slack:
        raise TooLarge("a rounded value")
    return over(sheet.column(top), sheet.column(bottom))


def _rounded(sheet: Sheet, a: Num, b: Num) -> Num:
    """Two divisions, one at each end of what the values can be; wide or unsure rows are in doubt."""
    if b.range.slack == 0 and b.range.low > 0:
        return _over_exact(sheet, a, b)
    a, b = _on_one_grid(sheet, a, b)
    a, b = sheet.column(a), sheet.column(b)
    sheet.doubt((b.expr <= 0) | (a.expr < 0), max(a.level, b.level))
    most = WIDEST[0]
    first = quotient(sheet, _end(a, 0), _end(b, b.range.slack), sheet.digits, 0, most, True)
    last = quotient(sheet, _end(a, a.range.slack), _end(b, 0), sheet.digits, 0, most, True)
    sheet.doubt(last.expr + 1 - first.expr > SPREAD, max(first.level, last.level))
    high = first.range.high
    low = -high if a.range.low < 0 or b.range.low < 0 else 0
    spread = Range(first.range.denominator, low, high, SPREAD, True)
    return replace(first, range=spread)


def _over_exact(sheet: Sheet, a: Num, b: Num) -> Num:
    """A rounded value over an exact one that is never 0: one division, and the slack divided with it."""
    r, s = a.range, b.range
    least, most = min(floor(r.least / s.least), 0), max(ceil(r.most / s.least), 0)
    top = Num(a.expr, Range(r.denominator, r.low, r.high, 0, r.nullable), a.level)
    made = quotient(
        sheet, sheet.column(top), sheet.column(b), sheet.digits, least, min(most, WIDEST[0]), most > WIDEST[0]
    )
    slack = ceil(Fraction(r.slack * made.range.denominator, r.denominator) / s.least) + 1
    return replace(made, range=replace(made.range, slack=slack))


def _on_one_grid(sheet: Sheet, a: Num, b: Num) -> tuple[Num, Num]:
    """Both on one grid, coarse enough to be divided by exactly; the slack covers what is dropped."""
    places = [0, 0]
    while True:
        r, s = coarse(a.range, places[0]), coarse(b.range, places[1])
        grid = lcm(r.denominator, s.denominator)
        try:
            if max(r.finer(grid).high, s.finer(grid).high) < WIDE:
                break
        except TooLarge:
            pass
        places[0 if r.denominator >= s.denominator else 1] += 1
    return scaled(coarser(sheet, a, places[0]), grid), scaled(coarser(sheet, b, places[1]), grid)


def _end(value: Num, shift: int) -> Num:
    """The value with ``shift`` units more; 0 where it is negative (those rows are in doubt)."""
    zero = nw.lit(0, nw.Int64())
    expr = nw.when(value.expr >= 0).then(value.expr + shift).when(value.expr < 0).then(zero)
    return Num(expr, Range(1, 0, max(value.range.high, 0) + shift, 0, True), value.level)
