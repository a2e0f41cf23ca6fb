"""A county company with two offices, four areas, two outlets and six persons: schemes 9 to 14."""

from datetime import timedelta
from random import Random

from generator.book import Book, Cell
from generator.chance import MONTHS, draws, later, moment, month, often
from generator.county_tickets import fault, installation
from generator.people import name

COUNTY = "GL"
OFFICES = {"GL-Y1": "城区营业部", "GL-Y2": "乡镇营业部"}
# area: office, urban, staff, households
AREAS = {
    "GL-A1": ("GL-Y1", True, 1, 5200),
    "GL-A2": ("GL-Y1", True, 2, 9800),
    "GL-A3": ("GL-Y2", False, 1, 860),
    "GL-A4": ("GL-Y2", False, 1, 1080),
}
OUTLETS = {"GL-T1": "GL-Y1", "GL-T2": "GL-Y2"}
# person: office, rank of the post
PERSONS = {
    "GL-P1": ("GL-Y1", 5),
    "GL-P2": ("GL-Y1", 3),
    "GL-P3": ("GL-Y1", 2),
    "GL-P4": ("GL-Y2", 5),
    "GL-P5": ("GL-Y2", 2),
    "GL-P6": ("GL-Y2", 1),
}
POSTINGS = ["service_promise", "phones", "duty_list", "prices", "process_guide", "addresses"]
CHECKS = ["attitude_ok", "one_time_notice", "window_duties_ok", "language_ok"]


def add_county(book: Book, company: str) -> None:
    """Units, and every month of the areas, the outlets and the persons."""
    rng = draws("county")
    _units(book, rng, company)
    for number in MONTHS:
        for area in AREAS:
            _area(book, rng, area, number)
        for person in PERSONS:
            for _ in range(often(rng, 0.5)):
                fault(book, rng, person, number, late=12)
        for outlet in OUTLETS:
            _postings(book, rng, outlet, number)
        for office in OFFICES:
            _visit(book, rng, office, number)
            _conduct(book, rng, office, number)


def _units(book: Book, rng: Random, company: str) -> None:
    book.unit(COUNTY, "department", "古溪县公司", company)
    for office, called in OFFICES.items():
        book.unit(office, "office", f"古溪{called}", COUNTY)
    for area, (office, urban, staff, _) in AREAS.items():
        book.unit(area, "area", f"{area[3:]}片区", office, urban=urban, staff=staff)
    for outlet, office in OUTLETS.items():
        book.unit(outlet, "outlet", f"{outlet[3:]}营业厅", office)
    for person, (office, rank) in PERSONS.items():
        book.unit(person, "person", name(rng), office, post_rank=rank)
        base = rng.randrange(1800, 2800, 50)
        for number in MONTHS:
            book.value(person, month(number), "base_wage", base)
            book.value(person, month(number), "performance_pay", rng.randrange(400, 900, 20))


def _area(book: Book, rng: Random, area: str, number: int) -> None:
    """Households, satisfaction, complaints and tickets; the limits are 0.1 % of complaints and 99 % content."""
    _, urban, _, households = AREAS[area]
    households += rng.randint(-40, 40)
    book.value(area, month(number), "subscribers", households)
    asked = rng.randrange(180, 260, 10)
    book.rate(area, month(number), "satisfaction_rate", asked - often(rng, 0.9), asked)
    for _ in range(often(rng, households / 2600)):
        desk = rng.choices(["branch_phone", "platform_10050"], [5, 1])[0]
        book.event(area, "complaint", moment(rng, number), recorded_by=desk, verified=rng.random() > 0.1)
    for _ in range(rng.randint(2, 4)):
        fault(book, rng, area, number, late=2)
    for _ in range(rng.randint(1, 2)):
        installation(book, rng, area, number, urban)
    if rng.random() < 0.5:
        at = moment(rng, number, last=20)
        days = rng.choice([1, 2, 3, 9])
        book.ticket(area, "resumption", at, completed_at=at + timedelta(days=days), replied_at=later(at, 600))
    if rng.random() < 0.6:
        at = moment(rng, number, last=20)
        book.ticket(
            area,
            "complaint_reply",
            at,
            replied_at=later(at, rng.choice([300, 1500, 2800, 9000])),
            important=rng.random() < 0.2,
        )


def _postings(book: Book, rng: Random, outlet: str, number: int) -> None:
    """One inspection a month; each posting is there or not."""
    at = moment(rng, number)
    incident = f"I-{outlet}-{at:%m%d}"
    for posting in POSTINGS:
        book.event(outlet, "publicity_check", at, incident=incident, posting=posting, posted=rng.random() > 0.03)


def _visit(book: Book, rng: Random, office: str, number: int) -> None:
    """A visit with two of the staff present; the higher post answers for it."""
    at = moment(rng, number)
    incident = f"I-{office}-{at:%m%d%H%M}"
    staff = rng.sample([person for person, (where, _) in PERSONS.items() if where == office], 2)
    resolvable = rng.random() < 0.7
    found: dict[str, Cell] = {check: rng.random() > 0.04 for check in CHECKS}
    if not resolvable:
        found |= {"explained": rng.random() > 0.1, "led": rng.random() < 0.5, "told": rng.random() < 0.6}
    for person in staff:
        book.event(person, "first_contact_check", at, incident=incident, resolvable=resolvable, **found)


def _conduct(book: Book, rng: Random, office: str, number: int) -> None:
    """Complaints that persons answer for, violations with and without persuasion."""
    staff = [person for person, (where, _) in PERSONS.items() if where == office]
    for _ in range(often(rng, 0.7)):
        level = rng.choices(["department_manager", "branch", "county_government"], [6, 3, 1])[0]
        heard = rng.random() < (0.3 if number == 12 else 0.95)
        book.event(
            rng.choice(staff),
            "complaint",
            moment(rng, number),
            highest_level=level,
            heard=heard,
            recorded_by="branch_phone",
        )
    if rng.random() < 0.4:
        told: dict[str, Cell] = {"ground": 2, "heard": True, "violation": rng.choice(["no_badge", "late_opening"])}
        persuasion = rng.choices(["ok", "failed", ""], [6, 3, 1])[0]
        if persuasion:
            told["persuasion"] = persuasion
        book.event(rng.choice(staff), "rule_violation", moment(rng, number), **told)
