"""Generated inputs of scheme 3, chengdu-indicator-panel."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import indicator_panel
from tests.oracles.common import Parameters, Row, Units, exact, month
from tests.oracles.data_common import YEAR, Generated, Mode, Place, branches, months_of_place, time_in

TARGETS = {
    "fault_report_rate": "1.5",
    "response_timeliness_rate": "95",
    "handling_timeliness_rate": "92.25",
    "repeat_fault_rate": "7.5",
    "complaint_handling_timeliness_rate": "98.125",
    "satisfaction_rate": "90",
}


def pair(rng: Random, name: str, mode: Mode) -> tuple[int, int]:
    """Numerator and denominator of a rate near its target."""
    target = Fraction(TARGETS[name]) / 100
    if mode == "random":
        if rng.random() < 0.03:
            return 0, 0
        below = rng.randint(1, 20000)
        return min(below, int(below * target * rng.randint(80, 120) / 100)), below
    if mode == "ties":
        below = rng.choice((8, 16, 80, 400))
        return rng.choice((0, below // 8, below // 2, below)), below
    if mode == "near_ties":
        below = rng.randint(10**8, 10**9) if rng.random() < 0.7 else 20000
        exactly = target + rng.choice((0, Fraction(5, 10**5), Fraction(-5, 10**5)))
        return max(0, min(below, int(below * exactly) + rng.randint(0, 1))), below
    below = target.denominator * rng.randint(1, 40)
    return int(below * target) + rng.choice((0, 0, 0, 1, -1)), below


def tickets_of(rng: Random, chain: list[Place], index: int) -> list[Row]:
    """Fault tickets of a branch, its outlet and a month; users report at both, and some reports are not valid."""
    return [
        {
            "unit": rng.choice(chain).unit,
            "kind": "fault",
            "user": f"U{rng.randint(1, 5)}",
            "accepted_at": time_in(rng, index, chain[0]),
            "valid": rng.choice(("", "true")) if rng.random() < 0.8 else "false",
        }
        for _ in range(rng.randint(1, 8))
    ]


def count_on_boundary(generated: Generated) -> int:
    """Unit-periods (months and years) with a rate exactly at its target or at a tie in rounding."""
    tables, parameters, span, _ = generated
    targets = {name: exact(parameters.get(f"targets.{name}", -1)) for name in TARGETS}
    return len(
        {
            (unit, period)
            for (_, unit, period, node), value in indicator_panel.assess(tables, parameters, span).nodes.items()
            if node in targets and isinstance(value, Fraction) and (value == targets[node] or value * 1000 % 10 == 5)
        }
    )


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` branch-months of 2014; some repeat rates come from tickets of units below."""
    rng = Random(seed)
    both = 0.3 if seed // 4 % 3 else 0.0  # how often a repeat rate is supplied beside its tickets
    units, chains = branches(rng, max(1, unit_periods // 12), ("outlet",))
    months = [(chain, index) for chain in chains for index in months_of_place(chain[0])]
    tickets = [ticket for chain, index in months if rng.random() < 0.2 for ticket in tickets_of(rng, chain, index)]
    derived = indicator_panel.repeat_faults(Units(units), tickets)
    measurements = list[Row]()
    for chain, index in months:
        values: dict[str, tuple[int, int] | None] = {name: pair(rng, name, mode) for name in indicator_panel.INDICATORS}
        if (chain[0].unit, index) in derived:
            values["repeat_fault_rate"] = derived[chain[0].unit, index] if rng.random() < both else None
        elif values["repeat_fault_rate"] == (0, 0):
            values["repeat_fault_rate"] = None
        for name, parts in values.items():
            if parts is not None:
                key = {"unit": chain[0].unit, "period": month(index), "indicator": name}
                measurements.append({**key, "numerator": str(parts[0]), "denominator": str(parts[1])})
    for n, ticket in enumerate(tickets):
        ticket["ticket"] = f"T{n:07d}"
    rng.shuffle(tickets)
    parameters: Parameters = {"empty_survey": rng.choice(("exclude", "met"))}
    if mode != "random" or rng.random() < 0.8:
        parameters.update({f"targets.{name}": target for name, target in TARGETS.items()})
    generated: Generated = ({"units": units, "measurements": measurements, "tickets": tickets}, parameters, YEAR, 0)
    return (*generated[:3], count_on_boundary(generated))
