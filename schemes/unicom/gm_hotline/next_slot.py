"""``next_slot(time, slots)``: the first forwarding slot at or after a time; slots recur every week."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.errors import KaoheError
from kaohe.core.numbers import Table, constant
from kaohe.core.numbers.arithmetic import number, plus
from kaohe.core.numbers.comparing import compare
from kaohe.core.numbers.rounding import down
from kaohe.core.operations.base import Operation, Plain, Sheet, Value, fractions
from kaohe.core.operations.cases import choose

DAYS = ("thu", "fri", "sat", "sun", "mon", "tue", "wed")
"""The days of a week that begins, as time does, on Thursday 1970-01-01."""
DAY = 86_400
WEEK = 7 * DAY


class NextSlot(Operation):
    """``slots`` is a parameter table: ``days`` (``mon-sat``, or one day) and ``at``, the times of day.

    Raises KaoheError for days and times that cannot be read.
    """

    name = "next_slot"
    arguments = (2, 2)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        if not isinstance(values[1], Table):
            raise KaoheError("next_slot reads a parameter table of slots")
        time = number(values[0])
        week = down(sheet, time, Fraction(WEEK))
        begins = offsets(values[1].entries)
        slots = [plus(sheet, week, number(constant(slot))) for slot in (*begins, begins[0] + WEEK)]
        return choose(sheet, [compare(sheet, "<=", time, slot) for slot in slots[:-1]], list(slots))

    def fraction(self, *values: Plain) -> Plain:
        found = fractions(values[0])
        if found is None:
            return None
        assert isinstance(values[1], dict)
        week, within = divmod(found[0], WEEK)
        begins = offsets(values[1])
        return week * WEEK + Fraction(min((slot for slot in begins if slot >= within), default=begins[0] + WEEK))


def offsets(slots: object) -> list[int]:
    """The seconds of the slots within a week that begins on Thursday, from early to late.

    >>> offsets({"days": "fri-sat", "at": {"1": "10:00", "2": "15:00"}})
    [122400, 140400, 208800, 226800]
    """
    table = dict(slots) if isinstance(slots, dict) else {}
    times, days = table.get("at"), str(table.get("days"))
    first, _, last = days.lower().partition("-")
    if first not in DAYS or (last or first) not in DAYS:
        raise KaoheError(f"{days!r} names no days of the week", "write mon-sat, or one day")
    if not isinstance(times, dict) or not times:
        raise KaoheError("the forwarding slots have no times", "write at = ['10:00', '15:00']")
    begin = DAYS.index(first)
    count = (DAYS.index(last or first) - begin) % 7 + 1
    return sorted((begin + day) % 7 * DAY + _seconds(str(time)) for day in range(count) for time in times.values())


def _seconds(time: str) -> int:
    hour, _, minute = time.partition(":")
    if not (hour.isdecimal() and minute.isdecimal() and int(hour) < 24 and int(minute) < 60):
        raise KaoheError(f"{time!r} is no time of day", "write 10:00")
    return int(hour) * 3600 + int(minute) * 60
