"""What the company books beside the event fines, and what it wants to give: scheme 7."""

from generator.book import Book
from generator.chance import MONTHS, draws, month

NEW_YEAR_GIFT = 30_000


def add_fund(book: Book, company: str) -> None:
    """Fines of outlet checks and bulletins, rewards wanted. The event fines are scheme 2's own result."""
    rng = draws("fund")
    for number in MONTHS:
        book.value(company, month(number), "fines_booked", rng.randrange(400, 2400, 50), "outlet_check")
        book.value(company, month(number), "fines_booked", rng.choice([0, 0, 500, 1000]), "bulletin")
        wanted = NEW_YEAR_GIFT if number == 1 else rng.randrange(1500, 6500, 100)
        book.value(company, month(number), "rewards_wanted", wanted)
