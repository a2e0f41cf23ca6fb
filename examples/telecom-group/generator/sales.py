"""A team of five account managers and a director: scheme 15."""

from generator.book import Book
from generator.chance import MONTHS, YEAR, draws, month
from generator.people import name

TEAM, DIRECTOR = "CS", "CS-D"
MANAGERS = [f"CS-M{number}" for number in range(1, 6)]
TARGET = 133_333.33
# exactly the month's target, and one fen less
KNOWN = {("CS-M1", 2): "133333.33", ("CS-M2", 2): "133333.32"}
USUAL = {"CS-M1": 1.12, "CS-M2": 1.02, "CS-M3": 0.93, "CS-M4": 1.2, "CS-M5": 0.99}


def add_sales(book: Book, company: str) -> None:
    """Collections, wages and costs of the year; the team passes its task of eight million."""
    rng = draws("sales")
    book.unit(TEAM, "team", "客户部", company)
    book.unit(DIRECTOR, "person", name(rng), TEAM, post="client_director")
    for manager in MANAGERS:
        book.unit(manager, "person", name(rng), TEAM, post="account_manager")
    for number in MONTHS:
        book.value(DIRECTOR, month(number), "base_wage", 5000)
        for manager in MANAGERS:
            book.value(manager, month(number), "base_wage", 3000)
            got = f"{TARGET * USUAL[manager] * rng.uniform(0.85, 1.15):.2f}"
            book.value(manager, month(number), "collections", KNOWN.get((manager, number), got))
        book.value(TEAM, month(number), "vehicle_cost", f"{rng.uniform(800, 2600):.2f}")
        book.value(TEAM, month(number), "entertainment_cost", f"{rng.uniform(0, 1500):.2f}")
    for manager, share in zip(MANAGERS, (3000, 2000, 1000, 4000, 1000), strict=True):
        book.value(manager, str(YEAR), "over_target_share", share)
