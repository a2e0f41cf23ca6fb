"""Six direct-sales account managers with the users of three products: scheme 21."""

from random import Random

from generator.book import Book
from generator.chance import MONTHS, draws, month
from generator.people import name

DEPARTMENT = "ZX"
MANAGERS = [f"ZX{number}" for number in range(1, 7)]
BASES = {"fixed_line": 1000, "bandwidth": 400, "mobile_mid_high": 600}


def add_channel(book: Book, company: str) -> None:
    """The base of the year, the users at every month's end, and the parts of the pay that come from elsewhere."""
    rng = draws("channel")
    book.unit(DEPARTMENT, "department", "政企客户直销部", company)
    for manager in MANAGERS:
        book.unit(manager, "person", name(rng), DEPARTMENT)
        wage = rng.randrange(1900, 2600, 50)
        lost = dict.fromkeys(BASES, 0)
        for number in MONTHS:
            _users(book, rng, manager, number, lost)
            book.value(manager, month(number), "post_wage", wage)
            book.value(manager, month(number), "increment_performance", rng.randrange(0, 1600, 20))
            book.value(manager, month(number), "development_fee", f"{rng.uniform(0, 700):.2f}")
            book.value(manager, month(number), "service_deduction", rng.choice([0, 0, 0, 50, 100]))
            if number == 8:
                book.value(manager, month(number), "other_deduction", 35)


def _users(book: Book, rng: Random, manager: str, number: int, lost: dict[str, int]) -> None:
    """A base filed in January holds all year; one manager loses exactly one percent of the lines in March."""
    for product, base in BASES.items():
        if number == 1:
            book.value(manager, month(1), "maintained_base", base, product)
        lost[product] += rng.choice([0, 0, 1, 1, 2, -1])
        if (manager, number, product) == ("ZX1", 3, "fixed_line"):
            lost[product] = 10
        book.value(manager, month(number), "end_users", base - lost[product], product)
        if rng.random() < 0.08:
            book.value(manager, month(number), "exempt_lost", 1, product)
