"""``shift(code, n)``: n steps up in the code's order, stopping at its ends."""

from __future__ import annotations

from collections.abc import Sequence

import narwhals as nw

from kaohe.core.errors import KaoheError
from kaohe.core.numbers import constant
from kaohe.core.numbers.arithmetic import number
from kaohe.core.numbers.comparing import compare
from kaohe.core.numbers.sheet import level_of
from kaohe.core.operations.base import Code, Operation, Plain, Sheet, Truth, Value, fractions
from kaohe.core.operations.cases import choose


class Shift(Operation):
    """A code moved within its order; the order comes from the column."""

    name = "shift"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        code, steps = values[0], number(values[1])
        if not isinstance(code, Code) or not code.codes:
            raise KaoheError("shift needs a code whose order is known")
        conditions, branches = [], []
        last = len(code.codes) - 1
        for place, name in enumerate(code.codes):
            here = Truth(code.expr == name, code.nullable, code.level)
            for target in range(last + 1):
                n = target - place
                sign = "<=" if target == 0 else ">=" if target == last else "=="
                far = compare(sheet, sign, steps, number(constant(n)))
                conditions.append(Truth(here.expr & far.expr, True, level_of(here, far)))
                branches.append(constant(code.codes[target]))
        shifted = choose(sheet, conditions, [*branches, Code(nw.lit(None, nw.String()))])
        assert isinstance(shifted, Code)
        return Code(shifted.expr, code.codes, code.nullable or getattr(steps, "nullable", False), shifted.level)

    def fraction(self, *values: Plain) -> Plain:
        raise KaoheError("shift needs a code whose order is known")


def shifted(code: str | None, steps: Plain, codes: Sequence[str]) -> str | None:
    """The code ``steps`` places up, not beyond the ends."""
    found = fractions(steps)
    if code is None or found is None:
        return None
    return codes[int(min(max(codes.index(code) + found[0], 0), len(codes) - 1))]
