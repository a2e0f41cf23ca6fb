"""``shift(code, n)``: n steps up in the code's order, stopping at its ends."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from kaohe.core.errors import KaoheError
from kaohe.core.numbers import constant
from kaohe.core.numbers.arithmetic import number
from kaohe.core.numbers.comparing import compare
from kaohe.core.numbers.values import fixed_number
from kaohe.core.operations.base import Code, Nil, Operation, Plain, Sheet, Truth, Value, fractions
from kaohe.core.operations.cases import choose


class Shift(Operation):
    """A code moved within its order, which comes from the column; a part of a step does not count.

    One scheme uses it, for its ladder of sanctions goes up for aggravating and down for mitigating circumstances;
    written with ``cases`` the whole ladder would stand once per direction.
    """

    name = "shift"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        code, steps = values[0], number(values[1])
        if not isinstance(code, Code) or not code.codes:
            raise KaoheError("shift needs a code whose order is known")
        conditions: list[Truth] = []
        branches: list[Value] = []
        for place, name in enumerate(code.codes):
            for target in range(len(code.codes) - 1, -1, -1):
                lowest = target == 0
                far = compare(sheet, "<" if lowest else ">=", steps, fixed_number(Fraction(target - place + lowest)))
                here = (code.expr == name) & far.expr
                conditions.append(Truth(here, True, max(code.level, far.level)))
                branches.append(constant(code.codes[target]))
        moved = choose(sheet, conditions, [*branches, Nil()])
        assert isinstance(moved, Code)
        return Code(moved.expr, code.codes, True, moved.level)

    def fraction(self, *values: Plain) -> Plain:
        raise KaoheError("shift needs a code whose order is known")


def shifted(code: str, steps: Plain, codes: Sequence[str]) -> str:
    """The code ``steps`` places up, not beyond the ends."""
    found = fractions(steps)
    assert found is not None
    return codes[int(min(max(codes.index(code) + found[0], Fraction(0)), Fraction(len(codes) - 1)))]
