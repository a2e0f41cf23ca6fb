"""Inspections of the twenty-four outlets, appraisals of some and of their clerks: schemes 4 and 33."""

from random import Random

from generator.book import Book
from generator.branches import BRANCHES
from generator.chance import MONTHS, bell, draws, mark, moment, month

LINE = 80
METHODS = ["monthly_check", "mystery_visit", "intercept_interview"]
APPRAISED = BRANCHES[4:8]
# outlet and month without an inspection; without an appraisal
SKIPPED = {("B03-T2", 8), ("B10-T1", 2)}
UNRANKED = ("B08-T2", 5)


def add_outlets(book: Book) -> None:
    """Two or three inspections a month by turns; appraisals of four branches, and what their clerks did wrong."""
    rng = draws("outlets")
    outlets = [f"{branch}-T{number}" for branch in BRANCHES for number in (1, 2)]
    for number in MONTHS:
        for outlet in outlets:
            if (outlet, number) not in SKIPPED:
                _inspections(book, rng, outlet, number)
        for branch in APPRAISED:
            _appraisals(book, rng, branch, number)


def _inspections(book: Book, rng: Random, outlet: str, number: int) -> None:
    """The monthly check, and in turn a mystery visit or an interview; a score of exactly 80 passes."""
    usual = 89 - 2.5 * (outlet in ("B03-T1", "B07-T2"))
    for method in (METHODS[0], METHODS[1 + number % 2]):
        score = f"{min(100, max(0, bell(rng, usual, 4.5))):.1f}"
        if (outlet, number, method) == ("B02-T1", 3, METHODS[0]):
            score = "80"
        passed = float(score) >= LINE
        book.event(outlet, "inspection", moment(rng, number), method=method, score=score, passed=passed)


def _appraisals(book: Book, rng: Random, branch: str, number: int) -> None:
    clerks = [f"{branch}-P{place}" for place in (3, 4)]
    for unit in (f"{branch}-T1", f"{branch}-T2", *clerks):
        if (unit, number) != UNRANKED:
            book.value(unit, month(number), "appraisal_score", mark(rng, 88, 4))
    if rng.random() < 0.25:
        kind = rng.choice(["late_opening", "till_difference", "no_badge"])
        book.event(rng.choice(clerks), "rule_violation", moment(rng, number), violation=kind, ground=2, heard=True)
