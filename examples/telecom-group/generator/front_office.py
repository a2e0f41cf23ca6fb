"""Nine marks of the government and enterprise department for every support centre: scheme 23."""

from generator.book import Book
from generator.centres import CENTRES, quality
from generator.chance import MONTHS, draws, mark, month

ITEMS = [
    "satisfaction",
    "response_speed",
    "resolution_rate_rating",
    "ticket_speed",
    "ticket_quality",
    "fault_repair_time",
    "attitude",
    "communication",
    "complaints",
]


def add_front_office(book: Book) -> None:
    """Marks by month; what is wrong with the rates of a centre shows in them too."""
    rng = draws("front office")
    for centre in CENTRES:
        for number in MONTHS:
            for item in ITEMS:
                book.rating(centre, month(number), item, mark(rng, 88 + 1.5 * quality(centre, number), 4), "政企客户部")
