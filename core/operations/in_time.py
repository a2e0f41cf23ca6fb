"""``in_time(stamp, due)``: was it done by then?"""

from __future__ import annotations

import narwhals as nw

from kaohe.core.numbers import constant
from kaohe.core.numbers.arithmetic import number
from kaohe.core.numbers.comparing import compare
from kaohe.core.numbers.sheet import level_of
from kaohe.core.operations.base import Operation, Plain, Sheet, Truth, Value, fractions
from kaohe.core.operations.known import Known


class InTime(Operation):
    """``stamp <= due``. No stamp: no once the moment of judgement is past due, before that nothing. No due: nothing.

    Without ``--as-of`` a case is judged at the end of the period its deadline lies in, so an open one is late.
    """

    name = "in_time"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        stamp, due = number(values[0]), number(values[1])
        done = compare(sheet, "<=", stamp, due)
        known = Known(self.run).column(sheet, stamp), Known(self.run).column(sheet, due)
        assert isinstance(known[0], Truth) and isinstance(known[1], Truth)
        open_, dated = ~known[0].expr, known[1].expr
        level = level_of(done, *known)
        late = open_ & dated
        if self.run.as_of is not None:
            past = compare(sheet, "<", due, number(constant(self.run.as_of)))
            late, level = late & past.expr, level_of(past, done, *known)
        expr = nw.when(late).then(nw.lit(False)).otherwise(done.expr)
        return Truth(expr, True, level)

    def fraction(self, *values: Plain) -> Plain:
        stamp, due = values
        if due is None:
            return None
        if stamp is None:
            found = fractions(due)
            assert found is not None
            return False if self.run.as_of is None or found[0] < self.run.as_of else None
        pair = fractions(stamp, due)
        assert pair is not None
        return pair[0] <= pair[1]
