"""Faults and installations of the county company, against the limits of scheme 10."""

from datetime import timedelta
from random import Random

from generator.book import Book, Cell
from generator.chance import hits, later, moment


def fault(book: Book, rng: Random, unit: str, number: int, late: int) -> None:
    """An ordinary or a major fault: 24 or 72 hours; one in January is repaired after exactly 24 hours."""
    at = moment(rng, number, last=26)
    major = rng.random() < 0.15
    limit = 72 * 60 if major else 24 * 60
    minutes = limit + rng.randint(1, 900) if hits(rng, 1, late) else rng.randint(60, limit)
    more: dict[str, Cell] = {"customer_cause": True} if rng.random() < 0.04 else {}
    done = later(at, minutes)
    kind = "major" if major else "ordinary"
    book.ticket(unit, "fault", at, class_=kind, completed_at=done, replied_at=min(done, later(at, 1300)), **more)


def installation(book: Book, rng: Random, unit: str, number: int, urban: bool) -> None:
    """Five working days in the town, ten in the country, from the day on which papers and network are ready."""
    at = moment(rng, number, last=12)
    ready = at + timedelta(days=rng.choice([0, 0, 1, 2]))
    days = rng.choice([1, 3, 4, 6]) if urban else rng.choice([3, 6, 9, 13])
    more: dict[str, Cell] = {"materials_complete_at": ready} if ready > at else {}
    done = ready + timedelta(days=days)
    if rng.random() < 0.08:
        until = done + timedelta(days=2)
        more |= {"extension_approved": True, "extension_until": f"{until:%F}", "extension_reported_at": ready}
    book.ticket(unit, "installation", at, urban=urban, completed_at=done, replied_at=later(at, 900), **more)
