"""``working_day(time, n)``: the end of the n-th working day after a time (C13)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from kaohe.core.errors import KaoheError
from kaohe.core.numbers.arithmetic import number, over_constant
from kaohe.core.numbers.ranges import Range
from kaohe.core.numbers.rounding import down
from kaohe.core.operations.base import Operation, Plain, Run, Sheet, Value, fixed, fractions

DAY = 86_400
EPOCH = date(1970, 1, 1)


class WorkingDay(Operation):
    """The day of ``time`` is day 0; the deadline is 23:59:59 of the n-th working day after it.

    A time outside the years of the calendar is an error, found when the row is settled.
    """

    name = "working_day"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        time, n = number(values[0]), days_of(fixed(values[1], "the number of working days"))
        day = down(sheet, over_constant(time, Fraction(DAY)), Fraction(1))
        table = {key: target * DAY + DAY - 1 for key, target in deadlines(self.run, n).items()}
        most = max(table.values(), default=0)
        found = sheet.lookup(day, table, Range(1, min(table.values(), default=0), most, 0, True))
        sheet.doubt(~day.expr.is_null() & found.expr.is_null(), max(day.level, found.level))
        return found

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(*values)
        if found is None:
            return None
        day = int(found[0] // DAY)
        target = deadlines(self.run, days_of(found[1])).get(day)
        if target is None:
            missing = f"no working calendar for {EPOCH + timedelta(days=day)}"
            raise KaoheError(missing, "the calendar covers the years of the data")
        return Fraction(target * DAY + DAY - 1)


def days_of(number: Fraction) -> int:
    """How many working days: a whole number, not below 0."""
    if number < 0 or number.denominator != 1:
        raise KaoheError(f"working days are a whole number, not {number}")
    return int(number)


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
            if following + n > len(days):
                break
            table[day] = day if n == 0 else days[following + n - 1]
        run.cache[key] = table
    return run.cache[key]  # type: ignore[return-value]
