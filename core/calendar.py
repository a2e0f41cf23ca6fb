"""Working days: China's public holidays and make-up days, or Monday to Friday, and the organisation's own lists."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from kaohe.core.errors import KaoheError

if TYPE_CHECKING:
    from kaohe.core.operations.base import Run

EPOCH = date(1970, 1, 1)
CALENDARS = ("CN", "weekdays")


def working_days(run: Run) -> list[int]:
    """Day numbers (days since 1970-01-01) of every working day in the run's years and the year after them.

    Raises KaoheError for an unknown calendar, and for years the calendar of China does not cover.
    """
    first, last = run.years[0], run.years[1] + 1
    free = _free_days(run.calendar, first, last)
    days = []
    day, end = date(first, 1, 1), date(last, 12, 31)
    while day <= end:
        works = free(day)
        works = (works or day in run.extra_workdays) and day not in run.holidays
        if works:
            days.append((day - EPOCH).days)
        day += timedelta(days=1)
    return days


def _free_days(calendar: str, first: int, last: int) -> _Works:
    if calendar == "weekdays":
        return lambda day: day.weekday() < 5
    if calendar != "CN":
        raise KaoheError(f"unknown calendar {calendar!r}", "use CN or weekdays")
    from holidays import country_holidays

    china = country_holidays("CN")
    start, end = china.start_year, china.end_year
    if first < start or last - 1 > end:
        raise KaoheError(
            f"the calendar of China covers {start} to {end}, the data need {first} to {last - 1}",
            "use calendar=weekdays and your own lists",
        )
    return lambda day: bool(china.is_working_day(day))


if TYPE_CHECKING:
    from collections.abc import Callable

    _Works = Callable[[date], bool]
