"""Two workshops of a railway telecom with teams and persons: scheme 41."""

from random import Random

from generator.book import Book, Cell
from generator.chance import MONTHS, draws, moment, month
from generator.people import name

# workshop: name, whether it serves at a window, teams
WORKSHOPS = {"RW1": ("营业车间", True, ["RW1-A", "RW1-B"]), "RW2": ("线路车间", False, ["RW2-A"])}
ODD: list[tuple[str, dict[str, Cell], int]] = [
    ("prohibited_phrase", {"customer_reaction": "dissatisfied"}, 3),
    ("reception_standard_breach", {}, 4),
    ("wrong_answer", {"customer_reaction": "none"}, 3),
    ("service_promise_breach", {"late": True, "late_cause": "piled_up"}, 3),
    ("service_promise_breach", {"late": True, "customer_reaction": "extreme"}, 2),
    ("service_promise_breach", {"late": True}, 2),
    ("on_site_breach", {"breach": "no_cleanup", "found_by": "inspection"}, 3),
    ("shirking", {"repeat_complaint": True}, 2),
    ("processing_error", {"affects_next_step": True}, 2),
    ("leaving_post", {"consequences": "bad"}, 2),
    ("operator_answer_late", {}, 2),
    ("equipment_neglect", {}, 1),
    ("fee_error", {"loss": True}, 1),
    ("complaint", {"over_level": True, "recorded_by": "platform_10050"}, 3),
    ("complaint", {"recorded_by": "platform_10050"}, 4),
    ("late_arrival", {"answer_limit_exceeded": True, "minutes": 15}, 1),
]
# one each of what is rare: unit, kind, month
RARE: list[tuple[str, str, int, dict[str, Cell]]] = [
    ("RW1-B1", "bad_attitude", 2, {"customer_reaction": "strong"}),
    ("RW1-B2", "bad_attitude", 7, {"customer_reaction": "strong", "consequences": "serious"}),
    ("RW1-A2", "quarrel", 3, {"customer_reaction": "dissatisfied"}),
    ("RW2-A1", "outage", 4, {"many_customers": True}),
    ("RW2", "image_damage", 6, {}),
    ("RW2-A2", "shirking", 8, {"repeat_complaint": True}),
    ("RW2-A2", "processing_error", 9, {"affects_next_step": True}),
    ("RW2-A3", "on_site_breach", 10, {"breach": "asked_for_tools", "found_by": "self_report"}),
    ("RW2-A3", "equipment_neglect", 11, {}),
    ("RW1-A3", "operator_answer_late", 1, {}),
    ("RW1-A3", "early_leave", 5, {"answer_limit_exceeded": True}),
    ("RW1-A3", "shift_gap", 9, {"answer_limit_exceeded": True}),
    ("RW1-B3", "fee_error", 12, {"loss": True}),
    ("RW1-B3", "media_exposure", 12, {"media_level": "city"}),
    ("RW2-A1", "media_exposure", 12, {"media_level": "county"}),
    ("RW2-A1", "rule_violation", 2, {"consequences": "bad", "violation": "unsafe_work", "ground": 2}),
]


def add_railway(book: Book, company: str) -> None:
    """Bundled wages, two or three cases a month, and one that a provincial paper reports on."""
    rng = draws("railway")
    book.unit("RW", "department", "铁路通信段", company)
    staff: list[str] = []
    for workshop, (called, window, teams) in WORKSHOPS.items():
        book.unit(workshop, "workshop", called, "RW", window_unit=window)
        for team in teams:
            book.unit(team, "team", f"{called}{team[-1]}班", workshop)
            for number in (1, 2, 3):
                staff.append(f"{team}{number}")
                book.unit(staff[-1], "person", name(rng), team)
        for unit in (workshop, *teams):
            _wages(book, rng, unit, 9000 if unit == workshop else 5000)
    for person in staff:
        _wages(book, rng, person, 1600)
    for number in MONTHS:
        for _ in range(rng.randint(1, 3)):
            kind, told, _ = rng.choices(ODD, [weight for _, _, weight in ODD])[0]
            unit = rng.choice([*staff, "RW2-A"])
            book.event(unit, kind, moment(rng, number), verified=rng.random() > 0.1, **told)
    for unit, kind, number, told in RARE:
        book.event(unit, kind, moment(rng, number), **told)
    at = moment(rng, 5)
    incident: dict[str, Cell] = {"incident": "I-RW1-05"}
    book.event("RW1-A1", "complaint", at, over_level=True, recorded_by="platform_10050", **incident)
    book.event("RW1-A1", "media_exposure", at, media_level="provincial_or_above", serious_effect=True, **incident)


def _wages(book: Book, rng: Random, unit: str, usual: int) -> None:
    for number in MONTHS:
        book.value(unit, month(number), "bundled_wage", usual + rng.randrange(-200, 300, 50))
