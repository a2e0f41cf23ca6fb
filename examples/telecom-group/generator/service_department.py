"""A service department of two teams and ten persons: schemes 17, 19, 25, 26, 34, 35, 36, 37 and 40."""

from random import Random

from generator.book import Book, Cell
from generator.chance import MONTHS, YEAR, bell, draws, hits, later, mark, moment, month, often
from generator.people import name

DEPARTMENT, TEAMS = "SD", ("SD-T1", "SD-T2")
PERSONS = {f"SD{number:02d}": TEAMS[number > 5] for number in range(1, 11)}
TWO_WAY = [
    "task_completion",
    "need_analysis",
    "timely_reports",
    "response_time",
    "service_quality",
    "reception_skill",
    "emergency_handling",
    "courtesy",
    "enthusiasm",
    "complaint_handling",
    "responsibility",
    "product_knowledge",
    "communication",
    "suggestions",
]
FOUR_DIMENSIONS = [
    "accuracy_timeliness",
    "need_understanding",
    "helping",
    "participation",
    "sharing",
    "analysis",
    "planning",
    "execution",
    "completion_time",
    "handling_speed",
    "tool_skill",
]
SIX_DIMENSIONS = {
    10: ["product_policy_industry", "process_rules", "training_exam", "warm_patient", "solving"],
    5: [
        "service_norms",
        "satisfaction_survey",
        "cooperation",
        "team_activities",
        "mutual_learning",
        "expression",
        "listening",
        "cross_department",
        "emergencies",
        "improvements",
        "innovation_suggestions",
        "innovation_projects",
    ],
}
METHODS = {
    "attitude": "customer",
    "efficiency": "statistics",
    "knowledge": "superior",
    "teamwork": "peer",
    "satisfaction": "survey",
}
FIVE = [
    "satisfaction",
    "appeal_handling",
    "complaint_rate_rating",
    "retention_rate_rating",
    "repeat_purchase_rate_rating",
]
BY_QUARTER = [
    "satisfaction",
    "efficiency",
    "service_quality",
    "problem_handling",
    "response_time",
    "problem_solution",
    "attitude",
    "knowledge",
]
WEAK = "SD09"


def add_service_department(book: Book, company: str) -> None:
    """Units, then every month and quarter of the persons, the teams and the department."""
    rng = draws("service department")
    book.unit(DEPARTMENT, "department", "客户服务部", company)
    for team, called in zip(TEAMS, ("热线组", "回访组"), strict=True):
        book.unit(team, "team", called, DEPARTMENT)
    for person, team in PERSONS.items():
        book.unit(person, "person", name(rng), team)
    skill = {person: bell(rng, 86, 5) if person != WEAK else 70.0 for person in PERSONS}
    for number in MONTHS:
        for person in PERSONS:
            _month(book, rng, person, number, skill[person])
        for team in TEAMS:
            _team(book, rng, team, number)
        _department(book, rng, number)
    for quarter in (1, 2, 3, 4):
        for person in PERSONS:
            _quarter(book, rng, person, quarter, skill[person])
        for team in TEAMS:
            for item in (*FOUR_DIMENSIONS, "complaint_handling"):
                book.rating(team, f"{YEAR}-Q{quarter}", item, mark(rng, 86), "考核小组")


def _month(book: Book, rng: Random, person: str, number: int, skill: float) -> None:
    """Marks of the superior and of a peer, points of the assessment group, marks by five methods, requests."""
    period = month(number)
    for item in TWO_WAY:
        book.rating(person, period, item, mark(rng, skill), "主管")
        if (person, number) != ("SD04", 6):
            book.rating(person, period, item, mark(rng, skill + 2), "同事", "peer")
    for item in FOUR_DIMENSIONS:
        book.rating(person, period, item, mark(rng, skill), "主管")
    for full, items in SIX_DIMENSIONS.items():
        for item in items:
            book.rating(person, period, item, mark(rng, skill, 8, full), "考核小组", full=full)
    for item, role in METHODS.items():
        book.rating(person, period, item, mark(rng, skill), "考核小组", role)
    for item in FIVE[1:]:
        book.rating(person, period, item, mark(rng, skill), "客服主管")
    for _ in range(rng.randint(2, 5)):
        _request(book, rng, person, number)
    bad = 1.6 if person == WEAK and number in (7, 8, 9) else 0.12
    for _ in range(often(rng, bad)):
        severity = rng.choices(["minor", "moderate", "serious"], [12, 4, 1])[0]
        book.event(person, "substandard_service", moment(rng, number), severity=severity)


def _request(book: Book, rng: Random, person: str, number: int) -> None:
    """A request with the time of its first answer; the targets are 60, 240 and 1440 minutes."""
    limits = {"urgent": 60, "high": 240, "normal": 1440}
    priority = rng.choices(list(limits), [2, 3, 5])[0]
    at = moment(rng, number, last=27)
    limit = limits[priority]
    waited = limit + rng.randint(1, 90) if hits(rng, 1, 8) else rng.randint(limit // 6, limit)
    book.ticket(person, "request", at, priority=priority, responded_at=later(at, waited))


def _team(book: Book, rng: Random, team: str, number: int) -> None:
    received = rng.randint(40, 70)
    book.rate(team, month(number), "resolution_rate", hits(rng, received, 92), received)
    for item in ("response_time", "knowledge", "communication", "service_quality"):
        book.rating(team, month(number), item, mark(rng, 87), "部门经理")


def _department(book: Book, rng: Random, number: int) -> None:
    """What the head of the department reports, and its own five marks."""
    period, chances = month(number), rng.randint(30, 50)
    deals = hits(rng, chances, 32)
    book.value(DEPARTMENT, period, "new_customers", rng.randint(20, 60))
    book.rate(DEPARTMENT, period, "deal_rate", deals, chances)
    book.rate(DEPARTMENT, period, "opportunity_loss_rate", hits(rng, chances - deals, 40), chances)
    asked, due = rng.randrange(100, 200, 10), rng.randint(40, 60)
    book.rate(DEPARTMENT, period, "satisfaction_rate", hits(rng, asked, 93), asked)
    book.rate(DEPARTMENT, period, "callback_completion_rate", hits(rng, due, 92), due)
    for item in FIVE:
        book.rating(DEPARTMENT, period, item, mark(rng, 88), "分管领导")


def _quarter(book: Book, rng: Random, person: str, quarter: int, skill: float) -> None:
    """Marks of the quarter; a decided sanction after the weak one's second bad quarter."""
    for item in BY_QUARTER:
        book.rating(person, f"{YEAR}-Q{quarter}", item, mark(rng, skill + 1), "部门经理")
    if (person, quarter) == (WEAK, 4):
        told: dict[str, Cell] = {
            "violation": "repeated_substandard",
            "decided_sanction": "written_warning",
            "ground": 3,
        }
        book.event(person, "rule_violation", moment(rng, 11), **told)
