"""Seeded draws that every part uses, and the months of the year."""

import calendar
from datetime import datetime, timedelta
from random import Random

YEAR = 2014
MONTHS = range(1, 13)


def draws(part: str) -> Random:
    """Random numbers of one part of the data set."""
    return Random(f"kaohe telecom-group {part}")


def month(number: int) -> str:
    return f"{YEAR}-{number:02d}"


def hits(rng: Random, cases: int, percent: float) -> int:
    """How many of the cases succeed, each with the chance ``percent``."""
    return sum(rng.random() * 100 < percent for _ in range(cases))


def often(rng: Random, mean: float) -> int:
    """A number of rare things with this mean (at most 20 of them); only exact chances, no logarithms."""
    return hits(rng, 20, mean * 5)


def bell(rng: Random, mean: float, spread: float) -> float:
    """Nearly normal, made of twelve even draws: the same on every machine."""
    return mean + spread * (sum(rng.random() for _ in range(12)) - 6)


def moment(rng: Random, number: int, last: int = 31, first: int = 1) -> datetime:
    """A minute in working hours between two days of a month; the month's own last day bounds it."""
    day = rng.randint(first, min(last, calendar.monthrange(YEAR, number)[1]))
    return datetime(YEAR, number, day, rng.randint(8, 17), rng.randint(0, 59))


def later(at: datetime, minutes: int) -> datetime:
    return at + timedelta(minutes=minutes)


def mark(rng: Random, mean: float, spread: float = 5, full: int = 100) -> int:
    """A whole mark near ``mean`` percent of the full mark."""
    return max(0, min(full, round(bell(rng, mean, spread) * full / 100)))
