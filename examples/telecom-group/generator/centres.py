"""Nine support centres: the measurements and events of scheme 22. The ninth reports its cases as tickets."""

from datetime import datetime
from random import Random

from generator.book import Book, Cell
from generator.branches import NAMES
from generator.chance import MONTHS, YEAR, draws, hits, moment, month, often

CENTRES = [f"S{number}" for number in range(1, 10)]
TICKETED = "S9"
# indicator: smallest and largest number of cases a month, usual percent
RATES = {
    "assurance_timeliness_rate": (100, 220, 96.6),
    "provisioning_timeliness_rate": (60, 140, 92.5),
    "lastmile_provisioning_timeliness_rate": (120, 260, 92.0),
    "lastmile_repair_timeliness_rate": (150, 320, 96.3),
    "lastmile_repeat_fault_rate": (140, 300, 6.2),
}
# exact targets and cliffs: centre and month -> indicator, hits, cases
EXACT = {
    ("S1", 3): ("assurance_timeliness_rate", 190, 200),
    ("S2", 5): ("lastmile_provisioning_timeliness_rate", 160, 200),
    ("S3", 8): ("lastmile_provisioning_timeliness_rate", 159, 200),
    ("S4", 2): ("lastmile_repeat_fault_rate", 16, 200),
    ("S5", 9): ("provisioning_timeliness_rate", 90, 100),
}
# one complaint that reached the province and the ministry, one outage of each kind that costs points
KNOWN: list[tuple[str, str, datetime, dict[str, Cell]]] = [
    (
        "S3",
        "complaint",
        datetime(YEAR, 4, 16, 9, 40),
        {
            "business": "bandwidth",
            "process": "assurance",
            "highest_level": "industry_regulator",
            "levels_reached": ["provincial_company", "industry_regulator"],
            "cause_department": "maintenance",
        },
    ),
    (
        "S6",
        "outage",
        datetime(YEAR, 6, 23, 2, 15),
        {"customer_grade": "group_top100", "network_node": "centre", "full_outage": True},
    ),
    ("S2", "outage", datetime(YEAR, 8, 12, 17, 5), {"customer_grade": "important", "disaster_recovery": True}),
]
OPPORTUNITIES = {
    1: [20, 18, 15, 15, 9, 7, 7, 3, 0],
    2: [16, 12, 12, 12, 8, 6, 5, 5, 4],
    3: [22, 19, 17, 11, 10, 8, 8, 4, 6],
    4: [18, 14, 13, 13, 12, 9, 6, 6, 2],
}


def quality(centre: str, number: int) -> float:
    """Percent points better or worse than usual."""
    if centre == "S6" and number in (6, 7):
        return -6.0
    return {"S1": 1.2, "S4": 0.8, "S7": -1.5, "S8": -0.6}.get(centre, 0.0)


def add_centres(book: Book, company: str) -> None:
    """Units, monthly and quarterly measurements, events."""
    rng = draws("centres")
    for centre, place in zip(CENTRES, NAMES, strict=False):
        book.unit(centre, "support_centre", f"{place}政企客户支撑中心", company)
    for centre in CENTRES:
        for number in MONTHS:
            _month(book, rng, centre, number)
            _events(book, rng, centre, number)
        for quarter in OPPORTUNITIES:
            _quarter(book, rng, centre, quarter)
    for centre, kind, at, told in KNOWN:
        book.event(centre, kind, at, **told)


def _month(book: Book, rng: Random, centre: str, number: int) -> None:
    period, better = month(number), quality(centre, number)
    book.value(centre, period, "front_end_score", f"{min(99.5, 92.5 + better + rng.uniform(-4, 4)):.1f}")
    for indicator, (low, high, usual) in RATES.items() if centre != TICKETED else ():
        cases = rng.randint(low, high)
        chance = usual - better if indicator == "lastmile_repeat_fault_rate" else usual + better
        known = (indicator, hits(rng, cases, chance), cases)
        exact = EXACT.get((centre, number), known)
        _, done, of = exact if exact[0] == indicator else known
        book.rate(centre, period, indicator, done, of)
    if number % 3 == 1:
        asked = rng.randrange(60, 130, 5)
        book.rate(centre, period, "satisfaction_rate", hits(rng, asked, 93.5 + better), asked, "biz_navigator")
    book.rate(centre, period, "capability_source_consistency_rate", hits(rng, 24, 98), 24)
    book.rate(centre, period, "capability_quality_rate", hits(rng, 36, 95), 36)


def _quarter(book: Book, rng: Random, centre: str, quarter: int) -> None:
    period = f"{YEAR}-Q{quarter}"
    budget = rng.randrange(240_000, 620_000, 5_000)
    book.rate(centre, period, "outsourcing_revenue", f"{budget * rng.uniform(0.93, 1.06):.2f}", budget)
    found = OPPORTUNITIES[quarter][CENTRES.index(centre)]
    won = 0 if (centre, quarter) == ("S8", 1) else min(found, 1 + hits(rng, found, 38))
    book.value(centre, period, "opportunity_count", found)
    book.rate(centre, period, "opportunity_conversion_rate", won, found)


def _events(book: Book, rng: Random, centre: str, number: int) -> None:
    for kind, mean in (("wrong_dispatch_channel", 0.12), ("resource_data_incident", 0.08)):
        for _ in range(often(rng, mean)):
            book.event(centre, kind, moment(rng, number))
    for kind in ("false_ticket_info", "late_ticket_feedback"):
        for _ in range(often(rng, 0.22)):
            book.event(centre, kind, moment(rng, number), process=rng.choice(["assurance", "provisioning"]))
    for _ in range(often(rng, 0.1)):
        book.event(centre, "customer_cause_misreport", moment(rng, number))
    defects = often(rng, 2.2)
    if defects:
        book.event(centre, "resource_data_defect", moment(rng, number), count=defects)
    if rng.random() < 0.06:
        book.event(centre, "outage", moment(rng, number), **_outage(rng))
    if (centre, number) in (("S6", 7), ("S8", 11)):
        defect = "untrue" if centre == "S6" else "unavailable"
        book.event(centre, "data_integrity_breach", moment(rng, number), defect=defect)
    for _ in range(often(rng, 0.5)):
        book.event(centre, "complaint", moment(rng, number), **_complaint(rng))


def _outage(rng: Random) -> dict[str, Cell]:
    if rng.random() < 0.25:
        return {"customer_grade": "important", "disaster_recovery": True}
    node = rng.choice(["centre", "provincial_second", "other"])
    return {"customer_grade": rng.choice(["group_top100", "important"]), "network_node": node, "full_outage": True}


def _complaint(rng: Random) -> dict[str, Cell]:
    """A complaint with what scheme 22 must know: business, process and, for bandwidth, the department at fault."""
    process = rng.choice(["assurance", "provisioning"])
    if rng.random() < 0.5:
        over: dict[str, Cell] = {"business": "lastmile", "process": process, "over_level": rng.random() < 0.6}
        over["cause"] = rng.choices(["company", "customer"], [4, 1])[0]
        return over | {"highest_level": rng.choice(["department_manager", "branch", "gm_hotline"])}
    levels = ["branch", "group_other_department", "group_company", "provincial_company", "industry_regulator"]
    level = rng.choices(levels, [5, 3, 1, 2, 1])[0]
    told: dict[str, Cell] = {"business": "bandwidth", "process": process, "highest_level": level}
    told["cause_department"] = rng.choices(["maintenance", "other"], [4, 1])[0]
    told["justified"] = rng.random() < 0.85
    if level == "group_other_department":
        told["levels_up"] = rng.choice([0, 0, 1, 2])
    if level == "industry_regulator":
        told["levels_reached"] = ["provincial_company", level]
    return told
