"""Generated inputs of scheme 13, gulin-publicity."""

from __future__ import annotations

from random import Random

from tests.oracles import publicity
from tests.oracles.common import Span
from tests.oracles.data_boundaries import at_values
from tests.oracles.data_common import YEAR, Events, Generated, Mode, Place, branches, months_of_place, time_in


def inspect(rng: Random, events: Events, chain: list[Place], index: int, mode: Mode) -> None:
    """One inspection of an outlet: a row per post, all on one day, some on a person of the outlet.

    Inspections of different outlets may bear the same number; a row may be missing or not verified.
    """
    place = chain[1]
    incident, day = f"I{rng.randint(1, 99)}-{len(events.rows)}", time_in(rng, index, place)
    if rng.random() < 0.1:
        incident = f"round-{index}"
    lost = {"random": 0.15, "ties": 0.05, "near_ties": 0.02, "thresholds": 0.0}[mode]
    missing = rng.sample(publicity.POSTINGS, rng.choice((0, 0, 1))) if mode != "random" else []
    for posting in rng.sample(publicity.POSTINGS, 6):
        if rng.random() < lost / 3:
            continue
        posted = posting not in missing and rng.random() > lost
        cells = {"posted": str(posted).lower(), "incident": incident}
        if rng.random() < lost / 3:
            cells["verified"] = "false"
        filed = chain[-1] if rng.random() < 0.1 else place
        events.add(filed.unit, "publicity_check", day, posting=posting, **cells)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """About `unit_periods` outlet-months of 2014, each with no, one or several inspections."""
    rng = Random(seed)
    units, chains = branches(rng, max(1, unit_periods // 12), ("outlet", "person"))
    events = Events(rng)
    for chain in chains:
        for index in months_of_place(chain[0]):
            for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
                inspect(rng, events, chain, index, mode)
            if rng.random() < 0.03:  # a look at a single post
                events.add(
                    chain[1].unit, "publicity_check", time_in(rng, index, chain[1]), posting="phones", posted="true"
                )
    span: Span = ("2014-04", "2014-12") if rng.random() < 0.3 else YEAR
    tables = {"units": units, "events": events.shuffled()}
    outcome = publicity.assess(tables, {}, span)
    return tables, {}, span, len(at_values(outcome, "month", {"postings_in_place": (6,)}))
