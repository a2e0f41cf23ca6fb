"""``working_day(time, n)``: the end of the n-th working day after a time (C13)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from kaohe.core.errors import KaoheError
from kaohe.core.numbers.arithmetic import number
from kaohe.core.numbers.division import cut
from kaohe.core.numbers.ranges import Range
from kaohe.core.operations.base import Num, Operation, Plain, Run, Sheet, Value, fixed, fractions

DAY = 86_400
EPOCH = date(1970, 1, 1)


class WorkingDay(Operation):
    """The day of ``time`` is day 0; the deadline is 23:59:59 of the n-th working day after it."""

    name = "working_day"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        time, n = cut(sheet, number(values[0])), int(fixed(values[1], "the number of working days"))
        r = time.range
        day = Num(time.expr // DAY, Range(1, r.low // DAY, r.high // DAY, 0, r.nullable), time.level)
        table = {key: target * DAY + DAY - 1 for key, target in deadlines(self.run, n).items()}
        return sheet.lookup(day, table, Range(1, r.low, r.high + 400 * DAY, 0, r.nullable))

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        if found is None:
            return None
        day = int(found[0] // DAY)
        target = deadlines(self.run, int(found[1])).get(day)
        if target is None:
            raise KaoheError(f"no working calendar for {EPOCH + timedelta(days=day)}", "the calendar covers the years of the data")
        return Fraction(target * DAY + DAY - 1)


def deadlines(run: Run, n: int) -> dict[int, int]:
    """Day number to the day number of the n-th working day after it, for the years of the run."""
    key = ("working_day", n)
    if key not in run.cache:
        from kaohe.core.calendar import working_days

        days = working_days(run)
        first = days[0]
        table, following = {}, 0
        for day in range(first, days[-1] - 30):
            while days[following] <= day:
                following += 1
            table[day] = day if n == 0 else days[following + n - 1]
        run.cache[key] = table
    return run.cache[key]  # type: ignore[return-value]
