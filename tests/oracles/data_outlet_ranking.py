"""Generated inputs of scheme 33, unicom-outlet-ranking."""

from __future__ import annotations

from collections import Counter
from random import Random

from tests.oracles import outlet_ranking
from tests.oracles.common import Parameters, Row, Tables, last_day, month
from tests.oracles.data_common import YEAR, Events, Generated, Mode, Place, branches, leave, months_of_place, time_in


def score(rng: Random, mode: Mode) -> str:
    """A score of 0 to 100: anything, or one that ties with others or misses them by a millionth."""
    if mode == "near_ties":
        return f"{rng.choice((80, 90, 95)) + rng.choice((-1, 0, 1)) / 10**6:.6f}"
    if mode in ("ties", "thresholds"):
        return str(rng.choice((0, 80, 85, 90, 95, 100, "92.5", "92.125")))
    return f"{rng.randint(0, 10000) / 100:g}"


def fill(rng: Random, events: Events, chain: list[Place], index: int) -> None:
    """The violations at an outlet and of its clerk in a month, some filed more than once."""
    for _ in range(rng.choice((0, 0, 1, 2))):
        place = rng.choice([place for place in (chain[1], chain[-1]) if index in months_of_place(place)])
        incident = {"incident": f"I{len(events.rows)}"} if rng.random() < 0.2 else {}
        for _ in range(rng.randint(2, 3) if incident else 1):
            later = index + (bool(incident) and rng.random() < 0.3 and index + 1 in months_of_place(place))
            violation = rng.choice(("", "late", "rude"))
            at = time_in(rng, later, place)
            events.add(place.unit, "rule_violation", at, violation=violation, **incident, **events.odds())


def count_on_boundary(tables: Tables, parameters: Parameters) -> int:
    """Unit-months that share their rank with another unit."""
    ranks = outlet_ranking.assess(tables, parameters, YEAR).ranks
    shared = Counter((card, period, rank) for (card, _, period, _), (rank, _) in ranks.items())
    return sum(shared[card, period, rank] > 1 for (card, _, period, _), (rank, _) in ranks.items())


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` unit-months of 2014: outlets with a clerk each, some with a team between."""
    rng = Random(seed)
    below = rng.choice((("outlet", "person"), ("outlet", "team", "person")))
    rows, chains = branches(rng, max(2, unit_periods // 24), below)
    leave(rng, rows, chains)
    events, measurements = Events(rng), list[Row]()
    for chain in chains:
        for index in months_of_place(chain[0]):
            for place in (chain[1], chain[-1]):
                gone = place.last and place.last < last_day(index).isoformat()
                if not gone and rng.random() < 0.9:
                    cell = {"unit": place.unit, "period": month(index), "indicator": "appraisal_score"}
                    measurements.append({**cell, "value": score(rng, mode)})
            fill(rng, events, chain, index)
    parameters: Parameters = {}
    if rng.random() < 0.75:
        parameters["violation_amount"] = rng.choice((50, 20, "33.33", 0))
    tables = {"units": rows, "measurements": measurements, "events": events.shuffled()}
    return tables, parameters, YEAR, count_on_boundary(tables, parameters)
