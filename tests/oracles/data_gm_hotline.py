"""Generated inputs of scheme 29, unicom-gm-hotline."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from tests.oracles import gm_hotline
from tests.oracles.common import Parameters, Row, Tables, moment
from tests.oracles.data_common import JANUARY, YEAR, Generated, Mode, Place, branches, months_of_place, time_in
from tests.oracles.gm_hotline import FROM_TO, LIMITS, slot_after

CHAIN = (
    ("submitted_at", "hung_up_at", 5),
    ("dispatched_at", "submitted_at", 30),
    ("followed_up_at", "dispatched_at", 180),
    ("department_dispatched_at", "dispatched_at", 30),
    ("department_received_at", "department_dispatched_at", 20),
    ("answered_at", "department_received_at", 1200),
    ("department_returned_at", "answered_at", 60),
    ("returned_at", "department_returned_at", 60),
    ("reported_at", "answered_at", 10080),
)
"""Each stamp, the one before it, and the minutes between them that are about the limit."""


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Limits, starts, slots and a moment of judgement by chance."""
    found: Parameters = {}
    if mode == "random" and rng.random() < 0.5:
        found |= {"stage_limits.front_desk": 10, "stage_limits.department_answer": "600.5", "stage_limits.follow_up": 0}
    if rng.random() < 0.3:
        found |= {"stage_starts.follow_up": "submitted_at", "stage_starts.penalty_report": "returned_at"}
        found |= {"stage_starts.prefecture_return": rng.choice(("submitted_at", "department_received_at"))}
    if rng.random() < 0.3:
        found["forwarding_slots.days"] = rng.choice(("mon-fri", "sat"))
    if rng.random() < 0.25:
        found["as_of"] = rng.choice(("2014-10-15T12:00:00", "2014-12-31T23:59:59", "2015-06-30"))
    return found


def gap(rng: Random, minutes: int, mode: Mode) -> timedelta:
    """The time between two stamps: anything around the limit, or exactly on it or a second beside."""
    if mode in ("thresholds", "near_ties"):
        return timedelta(minutes=minutes, seconds=rng.choice((0, 0, 0, -1, 1) if mode == "thresholds" else (-1, 0, 1)))
    if mode == "ties":
        return timedelta(minutes=minutes * rng.choice((1, 1, 2)) / rng.choice((1, 2)))
    return timedelta(seconds=int(rng.uniform(0, 1.3) * minutes * 60))


def stamps(rng: Random, hung_up: datetime, mode: Mode, parameters: Parameters) -> Row:
    """The stamps of a ticket; it may stop anywhere, and single ones may be lacking."""
    at = {"hung_up_at": hung_up}
    stops = rng.choice(CHAIN)[0] if rng.random() < 0.15 else ""
    for name, before, minutes in CHAIN:
        if name == stops:
            break
        if before in at and rng.random() < 0.95:
            at[name] = at[before] + gap(rng, minutes, mode)
    if "returned_at" in at and rng.random() < 0.4:
        slot = slot_after(at["returned_at"], parameters)
        beside = rng.choice((0, 0, -1, 1)) if mode == "thresholds" else rng.randint(-7200, 7200)
        at["forwarded_at"] = max(at["returned_at"], slot + timedelta(seconds=beside))
    if "department_received_at" in at and rng.random() < 0.05:
        del at["hung_up_at"]
    return {name: when.isoformat() for name, when in at.items()}


def ticket_of(rng: Random, place: Place, index: int, mode: Mode, parameters: Parameters) -> Row:
    """One ticket of a unit; an invalid one is answered directly, or was dispatched in spite of it."""
    cells = stamps(rng, moment(time_in(rng, index, place)), mode, parameters)
    invalid = rng.random() < 0.1
    if invalid and rng.random() < 0.7:
        cells = {name: text for name, text in cells.items() if name in ("hung_up_at", "submitted_at")} or cells
    return {
        "unit": place.unit,
        "kind": "hotline_complaint" if rng.random() < 0.97 else "fault",
        "accepted_at": rng.choice(("", cells[min(cells, key=cells.__getitem__)])),
        "desk": rng.choice(("", "prefecture", "province")),
        "invalid": "true" if invalid else rng.choice(("", "false")),
        "penalty_due": rng.choice(("", "false", "true")),
        **cells,
    }


def count_on_boundary(tables: Tables, parameters: Parameters) -> int:
    """Unit-months of tickets with a stage that takes exactly its limit."""
    months = gm_hotline.assess(tables, parameters, YEAR).row_months
    return len(
        {
            (ticket["unit"], months[ticket["ticket"]])
            for ticket in tables["tickets"]
            for stage, (first, last) in FROM_TO.items()
            if ticket["ticket"] in months and ticket.get(first) and ticket.get(last)
            if moment(ticket[last]) - moment(ticket[first]) == limit_of(stage, parameters)
        }
    )


def limit_of(stage: str, parameters: Parameters) -> timedelta:
    """The limit of a stage."""
    return timedelta(minutes=float(str(parameters.get(f"stage_limits.{stage}", LIMITS[stage]))))


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` unit-months of 2014: branches and their departments, some with persons below."""
    rng = Random(seed)
    rows, chains = branches(rng, max(2, unit_periods // 24), rng.choice((("department",), ("department", "person"))))
    parameters, tickets = parameters_of(rng, mode), list[Row]()
    for chain in chains:
        for index in [JANUARY - 1, *months_of_place(chain[0])] if not chain[0].first else months_of_place(chain[0]):
            places = [place for place in chain if index in months_of_place(place) or index < JANUARY]
            for _ in range(rng.choice((0, 1, 2, 4)) if places else 0):
                tickets.append(ticket_of(rng, rng.choice(places), index, mode, parameters))
    for n, ticket in enumerate(tickets):
        ticket["ticket"] = f"T{n:06d}"
    rng.shuffle(tickets)
    tables = {"units": rows, "tickets": tickets}
    return tables, parameters, YEAR, count_on_boundary(tables, parameters)
