"""Cases with timestamps: the faults of one branch (scheme 3), the faults and orders of one centre (scheme 22)."""

from datetime import datetime, timedelta
from random import Random

from generator import branches, centres
from generator.book import Book, Cell
from generator.chance import MONTHS, YEAR, draws, hits, later, moment, month, often

LIMITS = {"AAA": 60, "AA": 90, "A": 180, "I": 240, "II": 240, "III": 240, "T1": 60, "T2": 120, "T3": 240, "T4": 480}
# product, class, accepted, minutes to the repair: exactly in time, a minute late, never repaired
KNOWN_FAULTS = [
    ("bandwidth", "AAA", datetime(YEAR, 7, 8, 9, 30), 60),
    ("bandwidth", "AAA", datetime(YEAR, 7, 21, 14, 5), 61),
    ("vpn", "T2", datetime(YEAR, 10, 14, 10, 0), None),
]
# required day, completed: the second working day after it lies behind a holiday
KNOWN_ORDERS = [
    (datetime(YEAR, 1, 30), datetime(YEAR, 2, 8, 16, 40)),  # Spring Festival; 8 February was a working Saturday
    (datetime(YEAR, 9, 30), datetime(YEAR, 10, 9, 11, 0)),  # National Day week
    (datetime(YEAR, 9, 30), datetime(YEAR, 10, 10, 9, 0)),
    (datetime(YEAR, 4, 30), datetime(YEAR, 5, 5, 17, 0)),  # 1 May; 4 May was a working Sunday
]


def add_branch_tickets(book: Book) -> None:
    """Fault reports of the branch that has no measured repeat rate; each repeat is also an event of scheme 1."""
    rng, branch = draws("branch tickets"), branches.TICKETED
    customers = {row["period"]: int(row["value"]) for row in book.rows["measurements"] if _is_subscribers(row, branch)}
    for number in MONTHS:
        users = [f"U{rng.randint(10000, 99999)}" for _ in range(rng.randint(52, 78))]
        repeats = [user for user in users if rng.random() < 0.03]
        for user in users:
            _fault(book, rng, branch, number, user)
        for user in repeats:
            ticket = _fault(book, rng, branch, number, user)
            at = datetime.fromisoformat(book.rows["tickets"][-1]["accepted_at"])
            book.event(branch, "repeat_fault_report", at, ticket=ticket)
        if rng.random() < 0.4:
            _fault(book, rng, branch, number, f"U{rng.randint(10000, 99999)}", valid=False)
        reports = len(users) + len(repeats)
        book.rate(branch, month(number), "fault_report_rate", reports, customers[month(number)])
        branches.timeliness(book, rng, branch, number, reports)


def _is_subscribers(row: dict[str, str], branch: str) -> bool:
    return row["unit"] == branch and row["indicator"] == "subscribers"


def _fault(book: Book, rng: Random, unit: str, number: int, user: str, **more: Cell) -> str:
    """A broadband fault with a limit of one day; accepted early enough to fall due in its month."""
    at = moment(rng, number, last=26)
    minutes = rng.randint(60, 1380) if rng.random() < 0.965 else rng.randint(1450, 2600)
    done = later(at, minutes)
    product = rng.choices(["broadband", "voice"], [4, 1])[0]
    return book.ticket(unit, "fault", at, product=product, user=user, limit_minutes=1440, completed_at=done, **more)


def add_centre_tickets(book: Book) -> None:
    """Faults and orders of the centre whose rates are not supplied, and findings about some of them."""
    rng, centre = draws("centre tickets"), centres.TICKETED
    for number in MONTHS:
        users = [f"C{rng.randint(1000, 9999)}" for _ in range(rng.randint(26, 38))]
        for user in users + rng.sample(users, k=often(rng, 1.6)):
            _fault(book, rng, centre, number, user)
        for _ in range(rng.randint(12, 20)):
            _circuit(book, rng, centre, number)
        for _ in range(rng.randint(14, 22)):
            ticket = _order(book, rng, centre, number)
        if number % 4 == 0:
            book.event(centre, "customer_cause_misreport", moment(rng, number, first=27), ticket=ticket)
    for product, grade, at, minutes in KNOWN_FAULTS:
        done: dict[str, Cell] = {} if minutes is None else {"completed_at": later(at, minutes)}
        book.ticket(centre, "fault", at, class_=grade, product=product, **done)
    for required, completed in KNOWN_ORDERS:
        accepted = required - timedelta(days=8) + timedelta(hours=10)
        book.ticket(
            centre, "service_order", accepted, product="bandwidth", required_at=f"{required:%F}", completed_at=completed
        )


def _circuit(book: Book, rng: Random, centre: str, number: int) -> None:
    """A fault of a graded circuit, a short number or an ICT service."""
    product = rng.choices(["bandwidth", "vpn", "short_number", "biz_navigator_ict"], [10, 4, 1, 2])[0]
    grades = {"bandwidth": list(LIMITS)[:6], "vpn": list(LIMITS)[6:]}.get(product, [""])
    grade = rng.choice(grades)
    limit = LIMITS.get(grade, 1440 if product == "short_number" else 480)
    at = moment(rng, number, last=27)
    late = hits(rng, 1, 3.5)
    done = later(at, limit + rng.randint(1, 300) if late else rng.randint(limit // 4, limit))
    more: dict[str, Cell] = {"limit_minutes": limit} if product == "biz_navigator_ict" else {}
    if rng.random() < 0.06:
        more["own_responsibility"] = False
    book.ticket(centre, "fault", at, class_=grade, product=product, completed_at=done, **more)


def _order(book: Book, rng: Random, centre: str, number: int) -> str:
    """A service order; late ones are mostly, and are marked as, the customer's doing."""
    product = rng.choices(["bandwidth", "vpn", "broadband", "voice"], [4, 2, 6, 2])[0]
    required = datetime(YEAR, number, rng.randint(9, 20))
    accepted = required - timedelta(days=rng.randint(5, 8)) + timedelta(hours=rng.randint(8, 16))
    late = rng.random() < 0.1
    days = rng.randint(7, 10) if late else rng.randint(-3, 0)
    done = required + timedelta(days=days, hours=rng.randint(9, 17))
    more: dict[str, Cell] = {"customer_cause": True} if late and rng.random() < 0.5 else {}
    return book.ticket(
        centre, "service_order", accepted, product=product, required_at=f"{required:%F}", completed_at=done, **more
    )
