"""Generated inputs of scheme 14, gulin-supervision."""

from __future__ import annotations

from random import Random

from tests.oracles import supervision
from tests.oracles.common import Span
from tests.oracles.data_common import YEAR, Events, Generated, Mode, Place, branches, months_of_place, time_in

PERSUASION = ("ok", "failed", "")


def violate(rng: Random, events: Events, chain: list[Place], index: int, mode: Mode) -> None:
    """One violation of a person or in a department; at ties and thresholds often an incident filed several times."""
    place = rng.choice(chain[1:])
    person = (
        {"person": f"{place.unit}-X"} if place is chain[1] and rng.random() < 0.5 else {}
    )  # somebody who is no unit
    repeated = rng.random() < {"random": 0.1, "ties": 0.4, "near_ties": 0.2, "thresholds": 0.6}[mode]
    incident = {"incident": f"I{rng.randint(0, 999)}-{place.unit}"} if repeated else {}
    at = time_in(rng, index, place)
    for _ in range(rng.randint(1, 3) if repeated else 1):
        odds = {"verified": rng.choice(("", "true", "false"))} if repeated else events.odds()
        events.add(place.unit, "rule_violation", at, persuasion=rng.choice(PERSUASION), **person, **incident, **odds)
        if rng.random() < 0.5:
            at = time_in(rng, index, place)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """About `unit_periods` months of departments and persons in 2014; on a boundary: incidents of several results."""
    rng = Random(seed)
    units, chains = branches(rng, max(1, unit_periods // 24), ("department", "person"))
    events = Events(rng)
    for chain in chains:
        for index in months_of_place(chain[0]):
            for _ in range(rng.choice((0, 0, 1, 1, 2, 4))):
                violate(rng, events, chain, index, mode)
    span: Span = ("2014-04", "2014-12") if rng.random() < 0.3 else YEAR
    tables = {"units": units, "events": events.shuffled()}
    kept = {event["event"] for event, _ in supervision.cases(tables["events"])}
    verified = [row for row in tables["events"] if row.get("verified") != "false"]
    shared = {(row["unit"], row["at"][:7]) for row in verified if row["event"] not in kept}
    return tables, {}, span, len(shared)
