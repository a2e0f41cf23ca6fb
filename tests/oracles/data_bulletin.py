"""Generated inputs of scheme 6, chengdu-bulletin."""

from __future__ import annotations

from random import Random

from tests.oracles import bulletin
from tests.oracles.common import Row, Span
from tests.oracles.data_boundaries import rounding_ties
from tests.oracles.data_common import YEAR, Events, Generated, Mode, branches, leave, months_of_place, time_in


def decided(rng: Random, mode: Mode) -> Row:
    """The decision: an amount, points, both, or none yet; at thresholds sums of 0 and points to be rounded."""
    amounts = ("-500", "-500", "500", "0") if mode in ("ties", "thresholds") else ("-1200.50", "-33.33", "800", "-0.01")
    points = ("-2", "2", "-0.125", "0.005", "0") if mode != "random" else ("-2.5", "-10", "1", "-0.333333")
    cells = {}
    if rng.random() < 0.6:
        cells["decided_amount"] = rng.choice(amounts)
    if rng.random() < 0.5:
        cells["decided_points"] = rng.choice(points)
    return cells


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """About `unit_periods` months of branches and departments; on a boundary: decided amounts of some bulletins that make 0."""
    rng = Random(seed)
    units, chains = branches(rng, max(1, unit_periods // 24), ("department", "outlet"))
    leave(rng, units, [chain[:2] for chain in chains[::2]])  # their outlets stay behind, below nobody
    events = Events(rng)
    for chain in chains:
        for index in months_of_place(chain[0]):
            for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
                place = rng.choice([place for place in chain if index in months_of_place(place)])
                incident = {"incident": f"I{rng.randint(1, 2)}"} if rng.random() < 0.1 else {}
                cells = {**decided(rng, mode), **incident, **events.odds()}
                events.add(place.unit, "bulletin", time_in(rng, index, place), **cells)
    span: Span = ("2014-04", "2014-12") if rng.random() < 0.3 else YEAR
    tables = {"units": units, "events": events.shuffled()}
    outcome = bulletin.assess(tables, {}, span)
    filed = {key[1:3] for key, value in outcome.nodes.items() if key[3] == "bulletins" and value}
    none = {key[1:3] for key, value in outcome.nodes.items() if key[3] == "decided_amount" and value == 0}
    return tables, {}, span, len(filed & none | rounding_ties(outcome))
