"""Points of nine items for every branch, and the satisfaction of the half-years and the year: scheme 28."""

from generator.book import Book
from generator.branches import BRANCHES, trouble
from generator.chance import MONTHS, YEAR, bell, draws, mark, month

ITEMS = {
    "hotline_1001_quality": 35,
    "key_account_service": 10,
    "outlets_channels": 10,
    "complaint_timeliness": 8,
    "mobile_complaint_rate": 4,
    "dial_test_1001": 4,
    "coordination_meeting": 10,
    "social_supervisors": 3,
    "hotline_escalation_exposure": 10,
}


def add_composite(book: Book) -> None:
    """Marks of the provincial supervision department; bad months cost some."""
    rng = draws("composite")
    for branch in BRANCHES:
        for number in MONTHS:
            usual = 92 - 3 * trouble(branch, number)
            for item, full in ITEMS.items():
                book.rating(branch, month(number), item, mark(rng, usual, 6, full), "监察部", full=full)
        for period in (f"{YEAR}-H1", f"{YEAR}-H2", str(YEAR)):
            book.value(branch, period, "satisfaction_score", f"{bell(rng, 88, 3):.1f}")
