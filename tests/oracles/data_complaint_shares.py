"""Generated inputs of scheme 32, unicom-complaint-shares."""

from __future__ import annotations

from random import Random

from tests.oracles import complaint_shares
from tests.oracles.common import Parameters
from tests.oracles.complaint_shares import DESKS, NETS
from tests.oracles.data_boundaries import rounding_ties
from tests.oracles.data_common import JANUARY, YEAR, Events, Generated, Mode, Place, branches, months_of_place, time_in

PRODUCTS = ("gsm", "cdma", "ip_phone", "paging", "")


def fill(rng: Random, events: Events, chain: list[Place], index: int, mode: Mode) -> None:
    """The complaints of a branch and the units below it in a month; where edges are wanted, thirty-seconds, or beside."""
    desks = rng.sample((*DESKS, "other"), rng.randint(0, 2))
    for desk in desks:
        sizes = [rng.randint(1, 9) for _ in range(rng.randint(1, 5))]
        if mode in ("ties", "thresholds"):
            sizes = rng.choice(([1, 7, 24], [2, 5, 25], [3, 29], [15, 5, 5, 7], [16, 16]))
        if mode == "near_ties":
            sizes = [rng.choice((333333, 499999, 500000, 500001)), rng.choice((500000, 666667))]
        for size in sizes:
            place = rng.choice([place for place in chain if index in months_of_place(place) or index < JANUARY])
            cells = {"net": rng.choice((*NETS[:3], "")), "product_unit": rng.choice(PRODUCTS), "recorded_by": desk}
            verified = "false" if rng.random() < 0.05 else ""
            events.add(place.unit, "complaint", time_in(rng, index, place), count=str(size), verified=verified, **cells)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` unit-months of 2014, by segment: a company, its branches and units below them."""
    rng = Random(seed)
    rows, chains = branches(rng, max(2, unit_periods // 60), ("outlet",))
    events = Events(rng)
    for chain in chains:
        for index in [*range(JANUARY - 12, JANUARY), *months_of_place(chain[0])]:
            if index >= JANUARY or not chain[0].first:
                fill(rng, events, chain, index, mode)
    parameters: Parameters = {"compare_with": rng.choice(("previous_period", "same_period_last_year"))}
    tables = {"units": rows, "events": events.shuffled()}
    return tables, parameters, YEAR, len(rounding_ties(complaint_shares.assess(tables, parameters, YEAR)))
