"""A front desk of three groups and eighteen posts: every event of scheme 16."""

from datetime import date, datetime, timedelta
from random import Random

from generator.book import Book, Cell
from generator.chance import MONTHS, YEAR, bell, draws, moment, month, often
from generator.people import name

DEPARTMENT = "FD"
GROUPS = {"FD-G1": "前台组", "FD-G2": "水吧上网组", "FD-G3": "浴室运动组"}
POSTS = {
    "FD-G1": ["customer_service"] * 4 + ["cashier"] * 2 + ["cleaner"],
    "FD-G2": ["customer_service"] * 3 + ["cashier", "cleaner"],
    "FD-G3": ["customer_service"] * 4 + ["cleaner"] * 2,
}
LEFT, JOINED, MOVED = "F04", "F19", "F09"
# kind: how many a group has in a usual month
PERSONAL = {
    "reception_standard_breach": 0.5,
    "prohibited_phrase": 0.15,
    "broadcast_fault": 0.2,
    "chatting_at_desk": 0.4,
    "running_or_noise": 0.25,
    "no_greeting": 0.5,
    "uniform_breach": 0.3,
    "private_net_or_phone": 0.4,
    "absence": 0.04,
    "missed_punch": 0.5,
    "improvement_praised": 0.12,
    "loss_recovered": 0.1,
    "refuses_assignment": 0.03,
    "assignment_overdue": 0.25,
}
EXAMS = {3: 91, 6: 88, 9: 90, 12: 93}


class Spell:
    """One person in one group from a day to a day."""

    def __init__(self, person: str, group: str, post: str, first: date, last: date) -> None:
        self.person, self.group, self.post, self.first, self.last = person, group, post, first, last

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def add_front_desk(book: Book, company: str) -> None:
    """Units with their spells, headcounts, wages without a printed rate, events and exams."""
    rng = draws("front desk")
    book.unit(DEPARTMENT, "department", "会员中心客服部", company)
    for group, title in GROUPS.items():
        book.unit(group, "group", title, DEPARTMENT)
    spells = _spells(book, rng)
    for number in MONTHS:
        last = date(YEAR + number // 12, number % 12 + 1, 1) - timedelta(days=1)
        there = [spell for spell in spells if spell.holds(last)]
        _headcounts(book, there, number)
        for group in GROUPS:
            staff = [spell.person for spell in spells if spell.group == group and _whole(spell, number, last)]
            _events(book, rng, group, staff, number)
        if number in EXAMS:
            at = datetime(YEAR, number, 18, 14, 0)
            _exam(book, rng, [spell.person for spell in there if spell.post != "cleaner"], at, EXAMS[number])
    _known(book)


def _spells(book: Book, rng: Random) -> list[Spell]:
    """One person leaves in June, one joins in August, one changes group in May."""
    whole = (date(YEAR, 1, 1), date(YEAR, 12, 31))
    places = [(group, post) for group, posts in POSTS.items() for post in posts]
    spells = [Spell(f"F{number:02d}", group, post, *whole) for number, (group, post) in enumerate(places, start=1)]
    spells.append(Spell(JOINED, "FD-G1", "customer_service", date(YEAR, 8, 1), whole[1]))
    moved = next(spell for spell in spells if spell.person == MOVED)
    spells.append(Spell(MOVED, "FD-G3", moved.post, date(YEAR, 5, 1), whole[1]))
    moved.last = date(YEAR, 4, 30)
    next(spell for spell in spells if spell.person == LEFT).last = date(YEAR, 6, 30)
    names: dict[str, str] = {}
    for spell in sorted(spells, key=lambda one: (one.person, one.first)):
        called = names.setdefault(spell.person, name(rng))
        dates: dict[str, Cell] = {"from": str(spell.first)} if spell.first != whole[0] else {}
        if spell.last != whole[1]:
            dates["to"] = str(spell.last)
        book.unit(spell.person, "person", called, spell.group, post=spell.post, **dates)
    return spells


def _whole(spell: Spell, number: int, last: date) -> bool:
    return spell.holds(date(YEAR, number, 1)) and spell.holds(last)


def _headcounts(book: Book, there: list[Spell], number: int) -> None:
    """Two groups state their headcount, the third leaves it to be counted; cleaners have no printed wage."""
    for group in list(GROUPS)[:2]:
        posts = [spell.post for spell in there if spell.group == group]
        book.value(group, month(number), "paid_headcount", len(posts))
        book.value(group, month(number), "cleaners", posts.count("cleaner"))
    for spell in there:
        if spell.post == "cleaner":
            book.value(spell.person, month(number), "base_wage", 1260)


def _events(book: Book, rng: Random, group: str, staff: list[str], number: int) -> None:
    bad = 2.5 if (group, number) == ("FD-G2", 7) else 1.0
    for kind, mean in PERSONAL.items():
        for _ in range(often(rng, mean * bad)):
            book.event(rng.choice(staff), kind, moment(rng, number), verified=rng.random() > 0.05)
    for _ in range(often(rng, 0.3)):
        place = {"FD-G1": "rest", "FD-G2": "rest", "FD-G3": rng.choice(["bathroom", "sports"])}[group]
        book.event(group, "area_rubbish", moment(rng, number), place=place)
    for _ in range(often(rng, 0.35)):
        book.event(group, "untidy_desk", moment(rng, number))
    for _ in range(often(rng, 0.25 * bad)):
        book.event(rng.choice(staff), "leaving_post", moment(rng, number), customers_unserved=rng.random() < 0.4)
    for _ in range(often(rng, 0.15)):
        consequences = rng.choice(["none", "bad", "serious"])
        book.event(rng.choice(staff), "stockout_unreported", moment(rng, number), consequences=consequences)
    for _ in range(often(rng, 0.9 * bad)):
        book.event(rng.choice(staff), "late_arrival", moment(rng, number), minutes=rng.choice([4, 8, 12, 25, 40, 150]))
    for _ in range(often(rng, 0.5)):
        form = rng.choices(["oral", "written"], [3, 1])[0]
        book.event(rng.choice(staff), "commendation", moment(rng, number), form=form)
    for _ in range(often(rng, 0.45 * bad)):
        at = moment(rng, number, last=27)
        book.event(rng.choice(staff), "complaint", at, **_complaint(rng, at))


def _complaint(rng: Random, at: datetime) -> dict[str, Cell]:
    """Settled by the group and withdrawn, raised to the manager, or left open; some without good reason."""
    told: dict[str, Cell] = {"justified": rng.random() < 0.85}
    solved = at + timedelta(minutes=rng.randint(20, 2000))
    kind = rng.choices(["group", "manager", "open"], [5, 3, 2])[0]
    if kind == "open":
        return told
    told |= {"resolved_by": kind, "resolved_at": solved}
    if kind == "manager":
        return told | {"levels_up": 1, "highest_level": "department_manager"}
    return told | {"withdrawn_at": solved + timedelta(minutes=rng.randint(10, 240))}


def _exam(book: Book, rng: Random, persons: list[str], at: datetime, mean: int) -> None:
    """One exam whose department mean is exactly ``mean``; in June two persons have 59 and one has 60."""
    fixed = [59, 59, 60] if at.month == 6 else []
    scores = fixed + [min(100, max(70, round(bell(rng, mean, 4)))) for _ in persons[len(fixed) :]]
    while sum(scores) != mean * len(scores):
        step = 1 if sum(scores) < mean * len(scores) else -1
        place = rng.randrange(len(fixed), len(scores))
        if 61 <= scores[place] + step <= 100:
            scores[place] += step
    for person, score in zip(persons, scores, strict=True):
        book.event(person, "exam_result", at, exam=f"{YEAR}-{at.month:02d}", score=score)


def _known(book: Book) -> None:
    """The edges of the text: 119 and 120 minutes, withdrawn after exactly 24 hours and a minute later."""
    for minutes in (119, 120):
        book.event("F02", "late_arrival", datetime(YEAR, 10, 13, 8, 0) + timedelta(days=minutes - 119), minutes=minutes)
    book.event("F15", "absence", datetime(YEAR, 3, 11, 8, 30))
    book.event("F10", "refuses_assignment", datetime(YEAR, 7, 17, 15, 20))
    at = datetime(YEAR, 11, 4, 10, 15)
    for person, after in (("F12", 24 * 60), ("F13", 24 * 60 + 1)):
        book.event(
            person,
            "complaint",
            at,
            resolved_by="group",
            resolved_at=at + timedelta(hours=2),
            withdrawn_at=at + timedelta(minutes=after),
        )
