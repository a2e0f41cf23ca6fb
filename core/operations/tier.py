"""``tier(x, table)``: the entry of the highest lower bound not above x, or of the lowest upper bound not below it."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.documents.given import flat
from kaohe.core.errors import KaoheError
from kaohe.core.numbers import Table, constant
from kaohe.core.numbers.arithmetic import bounds, number
from kaohe.core.numbers.comparing import compare
from kaohe.core.operations.base import Nil, Num, Operation, Plain, Quot, Sheet, Value, fractions
from kaohe.core.operations.cases import choose
from kaohe.core.operations.known import Known

ABOVE = "above"


class Tier(Operation):
    """Bounds are inclusive. They are lower bounds, and below the lowest there is nothing, unless the table has an entry
    ``above``: then they are upper bounds, and ``above`` stands for what is over the highest.
    """

    name = "tier"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        x, table = number(values[0]), values[1]
        if not isinstance(table, Table):
            raise KaoheError("tier reads a parameter table of lower bounds")
        x = sheet.column(x) if isinstance(x, Num) else x
        if ABOVE in table.entries:
            steps = ladder(table.entries)[::-1]
            under = [compare(sheet, "<=", x, constant(bound)) for bound, _ in steps]  # type: ignore[arg-type]
            points = [constant(entry) for entry in (*(entry for _, entry in steps), table.entries[ABOVE])]
            if not _nullable(x):
                return choose(sheet, under, points)
            known = Known(self.run).column(sheet, x)
            return choose(sheet, [*under, known], [*points, Nil()])  # type: ignore[list-item]
        rungs = ladder(table.entries)
        conditions = [compare(sheet, ">=", x, constant(bound)) for bound, _ in rungs]  # type: ignore[arg-type]
        entries = [constant(entry) for _, entry in rungs]
        least, _ = bounds(x)
        if rungs and rungs[-1][0] <= least and not _nullable(x):
            return choose(sheet, conditions[:-1], entries)
        return choose(sheet, conditions, [*entries, Nil()])

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(values[0])
        assert isinstance(values[1], dict)
        if found is None:
            return None
        rungs = ladder(values[1])
        if ABOVE in values[1]:
            within = (entry for bound, entry in reversed(rungs) if found[0] <= bound)
            return next(within, values[1][ABOVE])  # type: ignore[return-value]
        return next((entry for bound, entry in rungs if found[0] >= bound), None)  # type: ignore[return-value]


def _nullable(x: Num | Quot) -> bool:
    return x.nullable if isinstance(x, Quot) else x.range.nullable


def ladder(entries: object) -> list[tuple[Fraction, object]]:
    """Bounds with their entries, the highest first. Raises KaoheError for a bound that is no number, or there twice."""
    assert isinstance(entries, dict)
    found: dict[Fraction, object] = {}
    for bound, entry in flat(entries).items():
        if bound == ABOVE:
            continue
        try:
            at = Fraction(str(bound))
        except ValueError:
            hint = "the keys are lower bounds, each included: 90 = ..., 80 = ..."
            raise KaoheError(f"{bound!r} is not the lower bound of a tier", hint) from None
        if at in found:
            raise KaoheError(f"two tiers begin at {bound}: they overlap", "keep one of them")
        found[at] = entry
    return sorted(found.items(), key=lambda rung: -rung[0])
