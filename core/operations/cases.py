"""``cases(c1, v1, ..., else)``: the value of the first condition that holds."""

from __future__ import annotations

from math import lcm

import narwhals as nw

from kaohe.core.errors import KaoheError
from kaohe.core.numbers.arithmetic import NOTHING, bounds, number, scaled
from kaohe.core.numbers.division import cut
from kaohe.core.numbers.ranges import Range, TooLarge
from kaohe.core.numbers.sheet import level_of
from kaohe.core.operations.base import (
    Code,
    Late,
    Nil,
    Num,
    Operation,
    Plain,
    Quot,
    Sheet,
    Truth,
    Value,
    kind_of,
    truth,
)  # fmt: skip


class Cases(Operation):
    """The value of the first condition that holds; the others are not read. An odd number of arguments."""

    name = "cases"
    lazy = True
    arguments = (3, None)

    def check(self, count: int) -> None:
        super().check(count)
        if count % 2 == 0:
            raise KaoheError("cases needs a last value for when no condition holds")

    def column(self, sheet: Sheet, *values: Value) -> Value:
        conditions = [truth(value) for value in values[:-1:2]]
        branches = [*values[1:-1:2], values[-1]]
        kept = [(c, b) for c, b in zip(conditions, branches, strict=False) if c.constant is not False]
        for index, (condition, branch) in enumerate(kept):
            if condition.constant is True:
                kept, branches = kept[:index], [branch]
                break
        return choose(sheet, [c for c, _ in kept], [*(b for _, b in kept), branches[-1]])

    def late(self, *values: Late) -> Plain:
        for condition, value in zip(values[:-1:2], values[1::2], strict=False):
            if condition() not in (None, False, 0):
                return value()
        return values[-1]()


def choose(sheet: Sheet, conditions: list[Truth], branches: list[Value]) -> Value:
    """One branch more than conditions; the branches share a kind.

    Codes keep their order if all branches that have one have the same.
    """
    if not conditions:
        return branches[0]
    kind = kind_of(branches)
    level = level_of(*conditions, *branches)
    if kind is Nil:
        return Nil()
    if kind is Truth:
        exprs = [value.expr if isinstance(value, Truth) else nw.lit(None, nw.Boolean()) for value in branches]
        nullable = any(isinstance(value, Nil) or getattr(value, "nullable", False) for value in branches)
        return Truth(chain(conditions, exprs), nullable, level)
    if kind is Code:
        exprs = [value.expr if isinstance(value, Code) else nw.lit(None, nw.String()) for value in branches]
        nullable = any(isinstance(value, Nil) or getattr(value, "nullable", False) for value in branches)
        orders = {value.codes for value in branches if isinstance(value, Code) and value.codes}
        return Code(chain(conditions, exprs), orders.pop() if len(orders) == 1 else (), nullable, level)
    if kind is not Num:
        raise KaoheError("cases gives numbers, codes or conditions")
    return _numbers(sheet, conditions, [number(value) for value in branches], level)


def _numbers(sheet: Sheet, conditions: list[Truth], values: list[Num | Quot], level: int) -> Value:
    if any(isinstance(value, Quot) for value in values):
        try:
            return _quotients(conditions, values, level)
        except TooLarge:
            pass
    nums = [cut(sheet, value) for value in values]
    return _on_one_grid(conditions, nums, max([level, *(value.level for value in nums)]))


def _on_one_grid(conditions: list[Truth], nums: list[Num], level: int) -> Num:
    real = [value for value in nums if value is not NOTHING] or nums[:1]
    grid = lcm(*(value.range.denominator for value in real))
    exprs, span = [], None
    for value in nums:
        if value is NOTHING and real[0] is not NOTHING:
            exprs.append(value.expr)
            continue
        value = scaled(value, grid)
        exprs.append(value.expr)
        span = value.range if span is None else span.joined(value.range)
    assert span is not None
    if len(real) < len(nums):
        span = Range(span.denominator, span.low, span.high, span.slack, True)
    return Num(chain(conditions, exprs), span, level)


def _quotients(conditions: list[Truth], values: list[Num | Quot], level: int) -> Quot:
    numerators, divisors = [], []
    for value in values:
        if isinstance(value, Quot):
            numerators.append(value.numerator)
            divisors.append(value.divisor)
        elif value.range.slack:
            raise TooLarge("a rounded value beside a quotient")
        else:
            r = value.range
            numerators.append(Num(value.expr, Range(1, r.low, r.high, 0, r.nullable), value.level))
            divisors.append(Num(nw.lit(r.denominator, nw.Int64()), Range(1, r.denominator, r.denominator)))
    ends = [end for value in values for end in bounds(value)]
    top = _on_one_grid(conditions, numerators, level)
    bottom = _on_one_grid(conditions, divisors, level)
    return Quot(top, bottom, min(ends), max(ends))


def chain(conditions: list[Truth], exprs: list[nw.Expr]) -> nw.Expr:
    """``when ... then ... otherwise`` over conditions; a condition that is nothing does not hold."""
    result = exprs[-1]
    for condition, expr in zip(reversed(conditions), reversed(exprs[:-1]), strict=True):
        result = nw.when(condition.expr).then(expr).otherwise(result)
    return result
