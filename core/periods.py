"""Periods: month, quarter, half, year and written ranges of months. A week is never a period."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from kaohe.core.errors import KaoheError

SIZES = {"month": 1, "quarter": 3, "half": 6, "year": 12}
FORMS = "write 2014-11, 2014-Q4, 2014-H2, 2014 or 2010-03/2011-02"
_WRITTEN = re.compile(r"(?P<year>[0-9]{4})(?:-(?:(?P<month>[0-9]{2})|Q(?P<quarter>[1-4])|H(?P<half>[12])))?")
_WEEK = re.compile(r"[0-9]{4}-?W[0-9]{1,2}", re.IGNORECASE)


class Period(NamedTuple):
    """The months ``first`` to ``last``, both included; a month's index is year * 12 + month - 1.

    >>> Period.parse("2014-Q4")
    Period(first=24177, last=24179)
    >>> Period.parse("2014-Q4").contains(Period.parse("2014-11"))
    True
    >>> [str(month) for month in Period.parse("2014-Q4").parts("month")]
    ['2014-10', '2014-11', '2014-12']
    """

    first: int
    last: int

    @classmethod
    def parse(cls, text: str) -> Period:
        """The period as people write it; anything else is a ``KaoheError`` that names the forms.

        >>> Period.parse("2010-03/2011-02").kind
        'range'
        """
        written = text.strip()
        start, slash, end = written.partition("/")
        if not slash:
            return cls._simple(written, text)
        months = cls._simple(start, text), cls._simple(end, text)
        if {month.kind for month in months} != {"month"}:
            raise KaoheError(f"the range {text!r} does not run from a month to a month", "write 2010-03/2011-02")
        if months[1] < months[0]:
            raise KaoheError(f"the range {text!r} ends before it begins", f"write {end}/{start}")
        return cls(months[0].first, months[1].last)

    @classmethod
    def _simple(cls, written: str, text: str) -> Period:
        match = _WRITTEN.fullmatch(written)
        if match is None:
            why = "is a week, and a week is never a period" if _WEEK.fullmatch(written) else "is not a period"
            raise KaoheError(f"{text!r} {why}", FORMS)
        year = int(match["year"])
        kind = match.lastgroup or "year"
        number = int(match[kind]) if kind != "year" else 1
        if year == 0 or not 1 <= number <= 12 // SIZES[kind]:
            raise KaoheError(f"{text!r} is not a period: there is no {kind} {match[kind]}", FORMS)
        return cls.of(kind, year * 12 // SIZES[kind] + number - 1)

    @classmethod
    def of(cls, kind: str, index: int) -> Period:
        """The ``index``-th month, quarter, half or year, counted from the year 0.

        >>> str(Period.of("half", 2014 * 2 + 1))
        '2014-H2'
        """
        size = SIZES[kind]
        return cls(index * size, index * size + size - 1)

    @property
    def months(self) -> int:
        """How many months it has."""
        return self.last - self.first + 1

    @property
    def kind(self) -> str:
        """``month``, ``quarter``, ``half`` or ``year`` if it is exactly one of the calendar, else ``range``."""
        for kind, size in SIZES.items():
            if self.months == size and self.first % size == 0:
                return kind
        return "range"

    @property
    def index(self) -> int:  # type: ignore[override]  # a period is no sequence to search
        """Its running number among the periods of its kind; a range has none (``ValueError``)."""
        if self.kind == "range":
            raise ValueError(f"the range {self} has no running number")
        return self.first // self.months

    @property
    def first_day(self) -> date:
        """
        >>> Period.parse("2014-H2").first_day
        datetime.date(2014, 7, 1)
        """
        return date(self.first // 12, self.first % 12 + 1, 1)

    @property
    def last_day(self) -> date:
        """
        >>> Period.parse("2012-02").last_day
        datetime.date(2012, 2, 29)
        """
        year, month = self.last // 12, self.last % 12 + 1
        return date(year, month, monthrange(year, month)[1])

    def parts(self, kind: str) -> list[Period]:
        """The months, quarters, halves or years that it is made of, in order; an error if it is not."""
        size = SIZES[kind]
        if self.first % size or (self.last + 1) % size:
            raise KaoheError(f"{self} is not made of whole periods of the kind {kind}", "ask for a smaller kind")
        return [Period.of(kind, index) for index in range(self.first // size, (self.last + 1) // size)]

    def contains(self, other: Period) -> bool:
        """Whether every month of ``other`` is one of its own."""
        return self.first <= other.first and other.last <= self.last

    def next(self) -> Period:
        """The period of the same length that follows.

        >>> str(Period.parse("2014-Q4").next()), str(Period.parse("2014-01").previous())
        ('2015-Q1', '2013-12')
        """
        return Period(self.last + 1, self.last + self.months)

    def previous(self) -> Period:
        """The period of the same length that goes before."""
        return Period(self.first - self.months, self.first - 1)

    def __str__(self) -> str:
        kind = self.kind
        if kind == "range":
            return f"{_month(self.first)}/{_month(self.last)}"
        if kind == "month":
            return _month(self.first)
        number = self.first % 12 // SIZES[kind] + 1
        return f"{self.first // 12:04}" + {"quarter": f"-Q{number}", "half": f"-H{number}", "year": ""}[kind]


def _month(index: int) -> str:
    return f"{index // 12:04}-{index % 12 + 1:02}"


def parse_span(text: str) -> list[Period]:
    """One period, or all periods of one kind from the first to the last named.

    >>> [str(period) for period in parse_span("2014-Q3..2015-Q1")]
    ['2014-Q3', '2014-Q4', '2015-Q1']
    """
    start, dots, end = text.partition("..")
    first = Period.parse(start)
    if not dots:
        return [first]
    last = Period.parse(end)
    if first.kind != last.kind or first.kind == "range":
        raise KaoheError(f"the span {text!r} does not run between two periods of one kind", "write 2014-01..2014-12")
    if last < first:
        raise KaoheError(f"the span {text!r} ends before it begins", f"write {last}..{first}")
    return [Period.of(first.kind, index) for index in range(first.index, last.index + 1)]
