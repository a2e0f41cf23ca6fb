"""The company as an operator that assesses itself: scheme 38."""

from generator.book import Book
from generator.chance import MONTHS, draws, mark, month

ITEMS = ["service_quality", "knowledge", "reliability", "satisfaction"]
KNOWN = {3: 60, 4: 61, 9: 240}


def add_self_assessment(book: Book, company: str) -> None:
    """The mean response time, exactly on a tier in two months, and four marks."""
    rng = draws("self assessment")
    for number in MONTHS:
        answered = rng.randrange(1000, 3000, 10)
        mean = KNOWN.get(number, rng.randint(35, 260))
        book.rate(company, month(number), "mean_response_time_minutes", answered * mean, answered)
        for item in ITEMS:
            book.rating(company, month(number), item, mark(rng, 88), "服务质量办公室")
