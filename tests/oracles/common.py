"""Plumbing shared by the oracles: text cells, months, days, units in spells, the outcome. No scoring rules.

Nothing here imports kaohe. Dates are naive local times; a unit's spell holds from its first to its last day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holidays import HolidayBase

Row = dict[str, str]
Tables = dict[str, list[Row]]
Parameters = dict[str, object]
Span = tuple[str, str]


@dataclass
class Outcome:
    """What a scheme says of a data set; a `str` among the node values is a state such as `no_cases`."""

    nodes: dict[tuple[str, str, str, str], Fraction | str] = field(default_factory=dict)  # card, unit, period, node
    grades: dict[tuple[str, str, str, str], str] = field(default_factory=dict)  # card, unit, period, node
    ranks: dict[tuple[str, str, str, str], tuple[int, int]] = field(default_factory=dict)  # ... -> (rank, of)
    flags: set[tuple[str, str, str, str, str, str]] = field(default_factory=set)  # unit, period, flag, to, ref, status
    money: dict[tuple[str, str, str], int] = field(default_factory=dict)  # unit, period, account -> fen, summed
    rows: dict[tuple[str, str, str], object] = field(default_factory=dict)  # table, ref, name
    row_months: dict[str, int] = field(default_factory=dict)  # ref -> its month, where that is not the month of `at`
    pending: set[tuple[str, str, str, str]] = field(default_factory=set)  # nodes whose value is provisional

    def pay(self, unit: str, period: str, account: str, amount: Fraction) -> None:
        """Book one posting in yuan, rounded half-up to the fen; 0.00 makes no posting."""
        if cents := fen(amount):
            key = unit, period, account
            self.money[key] = self.money.get(key, 0) + cents


# --- numbers -------------------------------------------------------------------------------------------------------


def number(text: str) -> Fraction:
    """A number as written, exactly; `95%` is 95."""
    return Fraction(text.strip().rstrip("%"))


def rounded(value: Fraction, places: int) -> Decimal:
    """Half-up (half away from zero) at `places` decimals, from the exact value."""
    scaled = abs(value) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-places)


def fen(yuan: Fraction) -> int:
    """Yuan to whole fen, half-up."""
    return int(rounded(yuan, 2) * 100)


def shown(value: Fraction | str, quantity: str) -> str:
    """A node value as displayed (C1): counts and yes/no without decimals, the complaint rate with four, all else with two."""
    if isinstance(value, str):
        return value
    places = {"count": 0, "yes_no": 0, "complaint_rate": 4}
    return str(rounded(value, places.get(quantity, 2)))


# --- text cells ----------------------------------------------------------------------------------------------------


def yes(row: Row, column: str, default: bool) -> bool:
    """A boolean cell."""
    text = row.get(column, "")
    return default if text == "" else text.strip().lower() in ("true", "1", "yes")


def whole(row: Row, column: str, default: int) -> int:
    """An int cell."""
    return int(row.get(column, "") or default)


def entries(text: str) -> list[str]:
    """The entries of a list cell (`a;b`)."""
    return [part.strip() for part in text.split(";") if part.strip()]


def parameter_table(parameters: Parameters, name: str, base: dict[str, Fraction] | None = None) -> dict[str, Fraction]:
    """A parameter table from the dotted keys `name.key` or from a mapping or text under `name`, laid over `base`."""
    table = dict(base or {})
    given = parameters.get(name)
    if isinstance(given, str):
        given = dict(part.split("=", 1) for part in entries(given))
    if isinstance(given, dict):
        table.update(_flat(given))
    head = f"{name}."
    table.update({key.removeprefix(head): exact(value) for key, value in parameters.items() if key.startswith(head)})
    return table


def parameter_list(value: object) -> list[Fraction]:
    """A list parameter, from a list or its text form `1;1;2`."""
    return [exact(item) for item in (entries(value) if isinstance(value, str) else value)]  # type: ignore[attr-defined]


def exact(value: object) -> Fraction:
    """A parameter value as an exact number; a float counts as the decimal that it prints."""
    return number(str(value))


def _flat(mapping: dict[str, object], head: str = "") -> dict[str, Fraction]:
    flat: dict[str, Fraction] = {}
    for key, value in mapping.items():
        flat.update(_flat(value, f"{head}{key}.") if isinstance(value, dict) else {f"{head}{key}": exact(value)})
    return flat


# --- months and times ----------------------------------------------------------------------------------------------


@cache
def months(period: str) -> range:
    """The month indexes (year * 12 + month - 1) of `2014-11`, `2014-Q4`, `2014-H2`, `2014` or `2010-03/2011-02`."""
    if "/" in period:
        first, last = period.split("/")
        return range(months(first)[0], months(last)[-1] + 1)
    year, _, part = period.partition("-")
    size = {"": 12, "Q": 3, "H": 6}.get(part[:1], 1)
    start = int(year) * 12 + (int(part.lstrip("QH") or 1) - 1) * size
    return range(start, start + size)


@cache
def month(index: int) -> str:
    """The month of an index, as written."""
    return f"{index // 12}-{index % 12 + 1:02d}"


def quarter(index: int) -> str:
    """The quarter of a month index, as written."""
    return f"{index // 12}-Q{index % 12 // 3 + 1}"


def half(index: int) -> str:
    """The half-year of a month index, as written."""
    return f"{index // 12}-H{index % 12 // 6 + 1}"


def year(index: int) -> str:
    """The year of a month index, as written."""
    return str(index // 12)


def span_months(span: Span) -> range:
    """All months from the first to the last of a span."""
    return range(months(span[0])[0], months(span[1])[-1] + 1)


LENGTHS: dict[str, tuple[int, Callable[[int], str]]] = {
    "month": (1, month),
    "quarter": (3, quarter),
    "half": (6, half),
    "year": (12, year),
}


def periods_in(span: Span, kind: str) -> list[tuple[str, range]]:
    """Every whole month, quarter, half or year of a span: as written, with its month indexes."""
    size, name = LENGTHS[kind]
    within = span_months(span)
    starts = (index for index in within if index % size == 0 and index + size - 1 in within)
    return [(name(index), range(index, index + size)) for index in starts]


@cache
def first_day(index: int) -> date:
    """The first day of a month index."""
    return date(index // 12, index % 12 + 1, 1)


@cache
def last_day(index: int) -> date:
    """The last day of a month index."""
    return first_day(index + 1) - timedelta(days=1)


@lru_cache(maxsize=65536)
def moment(text: str) -> datetime:
    """A time as written; a date alone is 00:00:00."""
    return datetime.fromisoformat(text)


def end_of_day(text: str) -> datetime:
    """A time as written; a date alone is 23:59:59 (`required_at`, `extension_until`)."""
    return datetime.combine(date.fromisoformat(text), time(23, 59, 59)) if len(text) == 10 else moment(text)


def month_of(text: str) -> int:
    """The month index of a time as written."""
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def working_day(start: datetime, n: int, parameters: Parameters) -> datetime:
    """23:59:59 of the n-th working day after a time (C13); reads the settings calendar, holidays, extra_workdays."""
    off, extra = (set(_dates(parameters.get(name, ""))) for name in ("holidays", "extra_workdays"))
    day = start.date()
    while n:
        day += timedelta(days=1)
        plain = day.weekday() < 5 if parameters.get("calendar", "CN") == "weekdays" else _works_in_china(day)
        n -= (plain and day not in off) or day in extra
    return datetime.combine(day, time(23, 59, 59))


def _dates(value: object) -> list[date]:
    listed = entries(value) if isinstance(value, str) else [str(item) for item in value]  # type: ignore[attr-defined]
    return [date.fromisoformat(item) for item in listed]


@cache
def _works_in_china(day: date) -> bool:
    return bool(_china(day.year).is_working_day(day))


@cache
def _china(year: int) -> HolidayBase:
    import holidays

    return holidays.country_holidays("CN", years=year)


# --- units ---------------------------------------------------------------------------------------------------------


class Units:
    """Units in spells: who existed when, and under whom."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.spells: dict[str, list[tuple[date, date, Row]]] = {}
        for row in rows:
            first = date.fromisoformat(row.get("from") or "0001-01-01")
            last = date.fromisoformat(row.get("to") or "9999-12-31")
            self.spells.setdefault(row["unit"], []).append((first, last, row))

    def at(self, unit: str, day: date) -> Row | None:
        """The unit's spell that holds on a day."""
        return next((row for first, last, row in self.spells.get(unit, ()) if first <= day <= last), None)

    def whose(self, row: Row) -> tuple[str, str]:
        """The lowest unit known of an event, and its person where persons are not units (C19)."""
        person = row.get("person", "")
        return (person, "") if person in self.spells else (row["unit"], person)

    def line(self, unit: str, day: date) -> list[Row]:
        """The spells of the unit and its ancestors on a day, from below."""
        found: list[Row] = []
        while (row := self.at(unit, day)) is not None and row not in found:
            found.append(row)
            unit = row.get("parent", "")
        return found

    def of_kind(self, kinds: Iterable[str], day: date) -> list[Row]:
        """All spells of these kinds that hold on a day."""
        wanted = set(kinds)
        return [
            row
            for spells in self.spells.values()
            for first, last, row in spells
            if row.get("kind") in wanted and first <= day <= last
        ]
