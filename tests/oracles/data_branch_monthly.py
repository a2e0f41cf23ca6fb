"""Generated inputs of scheme 1, chengdu-branch-monthly."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import branch_monthly
from tests.oracles.common import Parameters, Row, exact, month
from tests.oracles.data_common import (
    YEAR,
    Events,
    Generated,
    Mode,
    Place,
    branches,
    complaint_cells,
    months_of_place,
    time_in,
)

KINDS = ("complaint", "complaint", "repeat_fault_report", "service_promise_breach", "commendation", "bulletin")
FILED = ((0,), (0,), (0,), (1,), (2,), (0, 1), (1, 2), (0, 3), (1, 3), (2, 3))
"""Where the subscribers of a branch are filed: 0 itself, 1 its outlet, 2 its team, 3 a person, who may have moved."""


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """A points table and readings; near ties come from points that end in millionths."""
    found: Parameters = {}
    for key, usual in branch_monthly.ILLUSTRATIVE.items():
        worth = usual
        if mode == "random" and rng.random() < 0.5:
            worth += Fraction(rng.randint(-40, 40), 100)
        if mode == "near_ties":
            worth += Fraction(rng.choice((-5001, -5000, -4999, -1, 1, 4999, 5000, 5001)), 10**6)
        found[f"event_points.{key}"] = f"{float(worth):.6f}".rstrip("0").rstrip(".")
    found["opening"] = rng.choice((100, 100, 120, "99.5")) if mode != "thresholds" else 100
    found["cap"] = rng.choice(("none", 100, 103)) if mode != "thresholds" else 103
    found["month_weights"] = rng.choice(
        ("equal", "subscribers", "1;1;2;1;1;3;1;1;2;1;1;0.5", "0;0;0;0;0;0;0;0;0;0;0;1")
    )
    if rng.random() < 0.4:
        found["as_of"] = rng.choice(("2014-10-31T23:59:59", "2014-11-15T08:00:00", "2014-12-31"))
    found["phone_means"] = rng.choice(("any", "channel"))
    found["missing_months"] = "skip" if found["month_weights"] == "subscribers" else rng.choice(("skip", "opening"))
    return found


def cells_of(rng: Random, kind: str) -> Row:
    """The attributes of an event of a kind."""
    if kind == "complaint":
        return complaint_cells(rng)
    if kind == "commendation":
        return {"form": rng.choice(("oral", "written", ""))}
    return {"decided_points": rng.choice(("", "", "-2.5", "0", "3"))} if kind == "bulletin" else {}


def fill(rng: Random, events: Events, chain: list[Place], index: int, mode: Mode) -> None:
    """The events of one branch and month: none, single ones, and incidents filed several times."""
    kinds = KINDS[:3] if mode == "ties" else KINDS
    for _ in range(rng.choice((0, 1, 2, 2, 3, 5))):
        kind, place = rng.choice(kinds), rng.choice(chain)
        if rng.random() > 0.15:
            events.add(place.unit, kind, time_in(rng, index, place), **cells_of(rng, kind), **events.odds())
            continue
        incident = f"I{len(events.rows)}"
        for _ in range(rng.randint(2, 3)):
            filed = place if rng.random() < 0.8 else rng.choice(chain)
            later = index + (rng.random() < 0.1 and index + 1 in months_of_place(place))
            verified = "false" if rng.random() < 0.1 else ""
            events.add(
                filed.unit,
                kind,
                time_in(rng, later, filed),
                **cells_of(rng, kind),
                incident=incident,
                verified=verified,
            )
            kind = rng.choice(kinds)


def on_edge(rng: Random, events: Events, place: Place, index: int) -> None:
    """Events that bring a branch exactly to, just above or just below the floor 0 or the cap 103."""
    form, level = {"form": "oral"}, {"highest_level": "administrative_department"}
    if rng.random() < 0.5:
        events.add(place.unit, "complaint", time_in(rng, index, place), **level, count="20")
        kind, more = rng.choice((("", 0), ("", 0), ("repeat_fault_report", 1), ("commendation", 1)))
    else:
        events.add(place.unit, "commendation", time_in(rng, index, place), **form, count="3")
        kind, more = rng.choice((("", 0), ("", 0), ("commendation", 1), ("repeat_fault_report", 1)))
    if more:
        events.add(place.unit, kind, time_in(rng, index, place), **(form if kind == "commendation" else {}))


def count_on_boundary(generated: Generated) -> int:
    """Unit-periods whose unlimited score is exactly the floor or the cap, or whose score is a tie in rounding."""
    tables, parameters, span, _ = generated
    nodes = branch_monthly.assess(tables, parameters, span).nodes
    opening, cap = exact(parameters["opening"]), parameters["cap"]
    edges = {Fraction(0), None if cap == "none" else exact(cap)}
    found = 0
    for (card, unit, period, node), value in nodes.items():
        if card == "month" and node == "total" and isinstance(value, Fraction):
            plus, minus = (nodes[card, unit, period, f"{sign}_points"] for sign in ("plus", "minus"))
            assert isinstance(plus, Fraction)
            assert isinstance(minus, Fraction)
            found += opening + plus - minus in edges or (value * 1000) % 10 == 5
    return found


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` branch-months of 2014, parameters, the span, and how many lie on a boundary."""
    rng = Random(seed)
    units, chains = branches(rng, max(1, unit_periods // 12), ("outlet", "team", "person"))
    events, measurements = Events(rng), list[Row]()
    for chain in chains:
        for index in months_of_place(chain[0]):
            for level in rng.choice(FILED):
                size = str(rng.randint(1000, 90000) if rng.random() < 0.98 else 0)
                measurements.append(
                    {"unit": chain[level].unit, "period": month(index), "indicator": "subscribers", "value": size}
                )
            if mode == "thresholds" and rng.random() < 0.5:
                on_edge(rng, events, chain[0], index)
            else:
                fill(rng, events, chain, index, mode)
    tables = {"units": units, "events": events.shuffled(), "measurements": measurements}
    generated: Generated = (tables, parameters_of(rng, mode), YEAR, 0)
    return (*generated[:3], count_on_boundary(generated))
