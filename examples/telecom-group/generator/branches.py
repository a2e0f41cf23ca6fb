"""Twelve branches of two regions, with a department, an office and two outlets each: schemes 1, 2, 3 and 11."""

from random import Random

from generator.book import Book, Cell
from generator.chance import MONTHS, draws, hits, moment, month, often
from generator.people import add_persons, person_events

NAMES = ["临江", "云岭", "安和", "石桥", "永宁", "平川", "双河", "青山", "长桥", "东湖", "西屏", "北原"]
BRANCHES = [f"B{number:02d}" for number in range(1, 13)]
REGIONS = {"R1": "东部大区", "R2": "西部大区"}
TICKETED = "B12"
FLOODED = {"B07": (6, 7)}
LEVELS = {
    "frontline": 62,
    "department_manager": 13,
    "branch": 8,
    "gm_hotline": 4,
    "provincial_company": 3,
    "group_company": 1,
    "county_government": 2,
    "government_mailbox": 4,
    "administrative_department": 2,
    "industry_regulator": 1,
}


def trouble(branch: str, number: int) -> float:
    """How much worse than usual a branch fares in a month: 1 is usual."""
    if number in FLOODED.get(branch, ()):
        return 3.2
    drift = 1 + 0.09 * (number - 1) if branch == "B03" else 1.0
    return {"B11": 0.45, "B05": 1.4}.get(branch, 1.0) * drift


def region(branch: str) -> str:
    """The region of a branch: the first six and the last six."""
    return "R1" if BRANCHES.index(branch) < 6 else "R2"


def add_branches(book: Book, company: str) -> None:
    """Units, the monthly indicators and the events of all branches."""
    rng = draws("branches")
    for number, called in REGIONS.items():
        book.unit(number, "region", called, company)
    for branch, name in zip(BRANCHES, NAMES, strict=True):
        book.unit(branch, "branch", f"{name}分公司", region(branch), service_leader=f"{branch}-P1")
        book.unit(f"{branch}-KF", "department", f"{name}分公司客户服务部", branch)
        book.unit(f"{branch}-YX", "office", f"{name}分公司营销办公室", branch)
        for outlet, place in enumerate(("城中", "城东"), start=1):
            book.unit(f"{branch}-T{outlet}", "outlet", f"{name}{place}营业厅", f"{branch}-YX")
        add_persons(book, rng, branch)
    for branch in BRANCHES:
        customers = 6200 if branch == TICKETED else rng.randrange(8000, 19000, 50)
        for number in MONTHS:
            customers += rng.randint(-30, 70)
            book.value(branch, month(number), "subscribers", customers)
            _indicators(book, rng, branch, number, customers)
            _events(book, rng, branch, number)
            person_events(book, rng, branch, number)


def _indicators(book: Book, rng: Random, branch: str, number: int, customers: int) -> None:
    """The measured indicators of scheme 3 and, told by the same users, the repeat reports of scheme 1."""
    period, bad = month(number), trouble(branch, number)
    if branch != TICKETED:
        users = max(40, round(customers * rng.uniform(0.8, 1.3) * min(bad, 1.8) / 100))
        repeaters = hits(rng, users, 2.2 * bad)
        third = hits(rng, repeaters, 8)
        reports = users + repeaters + third
        book.rate(branch, period, "fault_report_rate", reports, customers)
        book.rate(branch, period, "repeat_fault_rate", repeaters, users)
        for _ in range(repeaters + third):
            book.event(branch, "repeat_fault_report", moment(rng, number), verified=rng.random() > 0.04)
        timeliness(book, rng, branch, number, reports)
    due = rng.randint(24, 46)
    book.rate(branch, period, "complaint_handling_timeliness_rate", hits(rng, due, 100 - 3 * bad), due)
    asked = rng.randrange(150, 320, 10)
    book.rate(branch, period, "satisfaction_rate", hits(rng, asked, 96 - 3.5 * bad), asked)


def timeliness(book: Book, rng: Random, branch: str, number: int, reports: int) -> None:
    """Response and repair within the limit, of all fault reports of the month."""
    bad = trouble(branch, number)
    for indicator, slack in (("response_timeliness_rate", 2.2), ("handling_timeliness_rate", 3.1)):
        book.rate(branch, month(number), indicator, hits(rng, reports, 100 - slack * bad), reports)


def _events(book: Book, rng: Random, branch: str, number: int) -> None:
    """Complaints, breaches of promises, praise and bulletins; some breaches are the incident of a complaint."""
    bad = trouble(branch, number)
    for _ in range(often(rng, 2.6 * bad)):
        at, told = moment(rng, number), _complaint(rng)
        unit = rng.choice([branch, f"{branch}-KF", f"{branch}-T1", f"{branch}-T2"])
        if rng.random() < 0.12:
            incident = f"I-{branch}-{at:%m%d%H%M}"
            book.event(unit, "service_promise_breach", at, incident=incident)
            book.event(unit, "complaint", at, incident=incident, **told)
        else:
            book.event(unit, "complaint", at, **told)
    for _ in range(often(rng, 0.6 * bad)):
        book.event(f"{branch}-KF", "service_promise_breach", moment(rng, number), verified=rng.random() > 0.05)
    for _ in range(often(rng, 1.1)):
        form = rng.choices(["oral", "written"], [3, 1])[0]
        book.event(rng.choice([branch, f"{branch}-T1", f"{branch}-T2"]), "commendation", moment(rng, number), form=form)
    if rng.random() < 0.03 * bad:
        decided: dict[str, Cell] = {} if rng.random() < 0.5 else {"decided_points": "-3", "decided_amount": "-500"}
        book.event(branch, "bulletin", moment(rng, number), **decided)


def _complaint(rng: Random) -> dict[str, Cell]:
    """Attributes of a complaint about the branch as such: mostly settled where it came in."""
    level = rng.choices(list(LEVELS), list(LEVELS.values()))[0]
    told: dict[str, Cell] = {"highest_level": level, "verified": rng.random() > 0.06}
    if level == "frontline":
        told["channel"] = rng.choices(["phone", "counter", "web"], [7, 2, 1])[0]
    if level in ("provincial_company", "industry_regulator"):
        told["levels_reached"] = ["branch", level]
    return told
