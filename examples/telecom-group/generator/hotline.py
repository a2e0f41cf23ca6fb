"""The general manager's hotline of four branches, complaints of human cause, orders: schemes 29, 30, 31 and 32."""

from datetime import datetime, timedelta
from random import Random

from generator.book import Book, Cell
from generator.branches import BRANCHES
from generator.chance import MONTHS, YEAR, draws, hits, later, moment, often

SERVED = BRANCHES[4:8]
NETS = {"product": 9, "sales_channel": 6, "support": 5}
PRODUCTS = ["mobile", "broadband", "fixed_line", "value_added"]
SILENT = "B06-P1"


def add_hotline(book: Book) -> None:
    """The desk that recorded each complaint of a branch, the tickets, the findings and the orders."""
    rng = draws("hotline")
    _recorded(book, rng)
    for number in MONTHS:
        for branch in SERVED:
            for _ in range(rng.randint(2, 5)):
                _ticket(book, rng, f"{branch}-KF", number)
            _human(book, rng, branch, number)
            _order(book, rng, f"{branch}-P1", number)


def _recorded(book: Book, rng: Random) -> None:
    """Every complaint about a branch, its outlets or its staff was recorded by some desk and classified."""
    for row in book.rows["events"]:
        if row["kind"] == "complaint" and row["unit"][:3] in BRANCHES:
            row |= _classified(rng)


def _classified(rng: Random) -> dict[str, str]:
    desks = {"hotline_1001": 8, "hotline_96133": 4, "branch_phone": 3}
    told = {"recorded_by": rng.choices(list(desks), list(desks.values()))[0]}
    if rng.random() > 0.08:
        told["net"] = rng.choices(list(NETS), list(NETS.values()))[0]
        told["product_unit"] = rng.choice(PRODUCTS)
    return told


def _ticket(book: Book, rng: Random, desk: str, number: int) -> None:
    """One complaint through the stages; about one in ten is late somewhere, some are invalid or go to the province."""
    hung_up = moment(rng, number, last=25)
    submitted = later(hung_up, rng.choice([2, 3, 4, 5, 5, 7]))
    if rng.random() < 0.05:
        book.ticket(desk, "hotline_complaint", hung_up, hung_up_at=hung_up, submitted_at=submitted, invalid=True)
        return
    dispatched = later(submitted, rng.choice([8, 15, 22, 30, 41]) if hits(rng, 1, 25) else rng.randint(5, 30))
    received = later(dispatched, rng.randint(8, 30))
    answered = later(received, rng.randint(200, 1250))
    returned = later(answered, rng.randint(20, 120))
    stamps: dict[str, Cell] = {
        "hung_up_at": hung_up, "submitted_at": submitted, "dispatched_at": dispatched,
        "followed_up_at": later(dispatched, rng.choice([60, 120, 170, 180, 195])),
        "department_dispatched_at": received, "department_received_at": received,
        "answered_at": answered, "returned_at": returned,
    }  # fmt: skip
    if rng.random() < 0.12:
        stamps["desk"] = "province"
    if rng.random() < 0.15:
        stamps |= {"penalty_due": True, "reported_at": answered + timedelta(days=rng.choice([2, 5, 7, 9]))}
    if rng.random() < 0.25:
        stamps["forwarded_at"] = later(returned, rng.choice([30, 240, 2000]))
    book.ticket(desk, "hotline_complaint", hung_up, **stamps)


def _human(book: Book, rng: Random, branch: str, number: int) -> None:
    """Complaints that staff have caused: first found, then final, some heard."""
    for _ in range(often(rng, 0.3)):
        stage = rng.choices(["initial", "final"], [1, 3])[0]
        told: dict[str, Cell] = {"human": True, "determination": stage, "heard": stage == "final"}
        level = rng.choice(["gm_hotline", "department_manager", "branch"])
        person = f"{branch}-P{rng.randint(1, 4)}"
        at = moment(rng, number)
        book.event(person, "complaint", at, highest_level=level, **told, **_classified(rng))


def _order(book: Book, rng: Random, leader: str, number: int) -> None:
    """An order to a leader of a branch every other month; one leader has one every month and leaves three unanswered."""
    if number % 2 == 0 and leader != SILENT:
        return
    at = moment(rng, number, last=27)
    minutes = rng.choice([300, 900, 1380, 24 * 60, 24 * 60 + 1]) if leader != SILENT else 800
    silent = leader == SILENT and number in (3, 6, 11)
    told: dict[str, Cell] = {} if silent else {"replied_at": later(at, minutes)}
    book.event(leader, "dispatch_order", at, **told)


def known_orders(book: Book) -> None:
    """An answer after exactly 24 hours, and one a minute later."""
    issued = datetime(YEAR, 12, 16, 9, 0)
    for leader, minutes in (("B05-P1", 24 * 60), ("B07-P1", 24 * 60 + 1)):
        book.event(leader, "dispatch_order", issued, replied_at=later(issued, minutes))
