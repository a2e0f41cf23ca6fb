"""Comparisons: decided exactly, or marked as in doubt."""

from __future__ import annotations

from fractions import Fraction

import narwhals as nw

from kaohe.core.numbers.arithmetic import aligned, times
from kaohe.core.numbers.ranges import TooLarge
from kaohe.core.numbers.sheet import Sheet
from kaohe.core.numbers.values import Num, Quot, Truth, fixed_number

SIGNS = ("==", "!=", "<", "<=", ">", ">=")


def compare(sheet: Sheet, sign: str, a: Num | Quot, b: Num | Quot) -> Truth:
    """``a sign b``; quotients of exact columns are multiplied crosswise, so they are never in doubt."""
    a, b = _crosswise(sheet, a, b)
    (x, y), _ = aligned(sheet, (a, b))
    nullable = x.range.nullable or y.range.nullable
    level = max(x.level, y.level)
    if x.constant is not None and y.constant is not None:
        fixed = _decide(sign, x.constant, y.constant)
        return Truth(nw.lit(fixed), constant=fixed)
    if sign in ("<", "<="):
        yes, unsure = _order(sign == "<=", y, x)
    elif sign in (">", ">="):
        yes, unsure = _order(sign == ">=", x, y)
    else:
        yes, unsure = _same(x, y)
        yes = ~yes if sign == "!=" else yes
    if unsure is not None:
        sheet.doubt(unsure, level)
    return Truth(yes, nullable, level)


def _decide(sign: str, a: Fraction, b: Fraction) -> bool:
    return {"==": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[sign]


def _order(or_equal: bool, x: Num, y: Num) -> tuple[nw.Expr, nw.Expr | None]:
    """Certainly ``x > y`` (or ``>=``), and where that is not certain; both on one grid."""
    s, t = x.range.slack, y.range.slack
    strict_gap = t if (or_equal or t) else 1
    yes = x.expr >= y.expr + strict_gap if strict_gap else x.expr >= y.expr
    if s == 0 and t == 0:
        return yes, None
    if s == 0:
        no = x.expr < y.expr if or_equal else x.expr <= y.expr
    else:
        no = x.expr + s <= y.expr
    if t == 0 and s == 1 and or_equal:
        return yes, None
    return yes, ~(yes | no)


def _same(x: Num, y: Num) -> tuple[nw.Expr, nw.Expr | None]:
    s, t = x.range.slack, y.range.slack
    if s == 0 and t == 0:
        return x.expr == y.expr, None
    apart = (x.expr >= y.expr + max(t, 1)) | (y.expr >= x.expr + max(s, 1))
    return x.expr == y.expr, ~apart


def _crosswise(sheet: Sheet, a: Num | Quot, b: Num | Quot) -> tuple[Num | Quot, Num | Quot]:
    one = fixed_number(Fraction(1))
    if isinstance(a, Num) and isinstance(b, Num):
        return a, b
    if isinstance(a, Quot) and isinstance(b, Quot) and a.divisor is b.divisor:
        return a.numerator, b.numerator
    n, d = (a.numerator, a.divisor) if isinstance(a, Quot) else (a, one)
    m, e = (b.numerator, b.divisor) if isinstance(b, Quot) else (b, one)
    if n.range.slack or m.range.slack:
        return a, b
    try:
        left, right = times(sheet, n, e), times(sheet, m, d)
        aligned(Sheet(), (left, right))
        return left, right
    except TooLarge:
        return a, b
