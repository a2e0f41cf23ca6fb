"""What the company wants to give out of its fund: scheme 7. The fines are the results of schemes 2, 4 and 6."""

from generator.book import Book
from generator.chance import MONTHS, draws, month

NEW_YEAR_GIFT = 30_000


def add_fund(book: Book, company: str) -> None:
    """Rewards wanted, more in January than the fund can hold."""
    rng = draws("fund")
    for number in MONTHS:
        wanted = NEW_YEAR_GIFT if number == 1 else rng.randrange(1500, 6500, 100)
        book.value(company, month(number), "rewards_wanted", wanted)
