"""Twenty-four agents of two lines: the measurements, ratings and complaints of scheme 18."""

from random import Random

from generator.book import Book, Cell
from generator.chance import MONTHS, YEAR, bell, draws, hits, moment, month, often
from generator.people import name

DEPARTMENT = "CC"
AGENTS = [f"A{number:02d}" for number in range(1, 25)]
FIRST_LINE = 14
CHANGED, LEFT, JOINED = "A07", "A23", "A24"
COUNTED = ("A15", "A16", "A17")
ABSENT = {("A05", 3), ("A18", 8), ("A18", 9)}
# characters of a ten-minute test: at, just below and between the tiers
TYPED = {("A01", 1): 800, ("A01", 2): 799, ("A02", 5): 795, ("A20", 4): 700, ("A21", 6): 699, ("A03", 9): 290}


def line(agent: str, number: int) -> int:
    first = AGENTS.index(agent) < FIRST_LINE and not (agent == CHANGED and number >= 7)
    return 1 if first else 2


def works(agent: str, number: int) -> bool:
    return not ((agent == LEFT and number > 9) or (agent == JOINED and number < 4))


def add_call_centre(book: Book, company: str) -> None:
    """Units with their spells, then everything of every agent and month."""
    rng = draws("call centre")
    book.unit(DEPARTMENT, "department", "客户服务中心(座席)", company)
    for agent in AGENTS:
        _units(book, agent, name(rng))
    skill = {agent: bell(rng, 0, 1) for agent in AGENTS}
    for number in MONTHS:
        for agent in AGENTS:
            if works(agent, number):
                _measures(book, rng, agent, number, skill[agent])
                _marks(book, rng, agent, number, skill[agent])
                _complaints(book, rng, agent, number)


def _units(book: Book, agent: str, called: str) -> None:
    spells: list[dict[str, Cell]] = [{"line": line(agent, 1)}]
    if agent == CHANGED:
        spells = [{"line": 1, "to": f"{YEAR}-06-30"}, {"line": 2, "from": f"{YEAR}-07-01"}]
    if agent == LEFT:
        spells[0]["to"] = f"{YEAR}-09-30"
    if agent == JOINED:
        spells[0]["from"] = f"{YEAR}-04-01"
    for spell in spells:
        book.unit(agent, "person", called, DEPARTMENT, **spell)


def _measures(book: Book, rng: Random, agent: str, number: int, skill: float) -> None:
    period, first = month(number), line(agent, number) == 1
    book.value(agent, period, "attendance_ok", int((agent, number) not in ABSENT))
    typed = TYPED.get((agent, number), round(bell(rng, 760 if first else 670, 60) + 45 * skill))
    book.rate(agent, period, "typing_speed_cpm", typed, 10)
    book.rate(agent, period, "typing_error_rate", hits(rng, typed, max(0.3, 1.6 - 0.5 * skill)), typed)
    offered = round(bell(rng, 1500 if first else 900, 110))
    answered = hits(rng, offered, 97.2 + 0.6 * skill)
    book.rate(agent, period, "call_answer_rate", answered, offered)
    book.value(agent, period, "workload", answered + rng.randint(40, 260) + round(60 * skill))
    asked = hits(rng, answered, 14)
    satisfied = hits(rng, asked, 91 + 1.5 * skill)
    silent = hits(rng, asked - satisfied, 62)
    if agent in COUNTED:
        counts = {"satisfied": satisfied, "no_opinion": silent, "dissatisfied": asked - satisfied - silent}
        for answer, count in counts.items():
            book.value(agent, period, f"samples_{answer}", count)
    else:
        book.rate(agent, period, "satisfaction_rate", satisfied, asked)
        book.rate(agent, period, "no_opinion_rate", silent, asked)


def _marks(book: Book, rng: Random, agent: str, number: int, skill: float) -> None:
    """The team leader marks every month, the head of the centre too at the end of a quarter."""
    raters = ["班长"] if number % 3 else ["班长", "中心主任"]
    for item in ("work_quality", "conduct"):
        for rater in raters:
            book.rating(agent, month(number), item, min(100, round(bell(rng, 90, 4) + 2 * skill)), rater)


def _complaints(book: Book, rng: Random, agent: str, number: int) -> None:
    for _ in range(often(rng, 0.09)):
        severity = rng.choices(["minor", "moderate", "serious"], [6, 3, 1])[0]
        book.event(agent, "complaint", moment(rng, number), severity=severity, verified=rng.random() > 0.2, heard=True)
