"""Generated inputs of scheme 7, chengdu-service-fund."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import event_penalty, service_fund
from tests.oracles.common import Parameters, Row, Span, Units, months
from tests.oracles.common import month as written
from tests.oracles.data_common import Events, Generated, Mode, complaint_cells, time_in

SPAN: Span = ("2013-01", "2014-12")


def amount(rng: Random, mode: Mode) -> Fraction:
    """Yuan: whole, with fen, or with millionths about half a fen."""
    whole = Fraction(rng.choice((0, 50, 100, 200)) if mode == "ties" else rng.randint(0, 5000))
    if mode == "near_ties":
        return whole + Fraction(rng.choice((4999, 5000, 5001, 14999, 15000)), 10**6)
    return whole + (Fraction(rng.randint(0, 99), 100) if mode == "random" else 0)


def decimal(value: Fraction) -> str:
    """A value with at most six decimals, as text."""
    micro = int(value * 10**6)
    return f"{micro // 10**6}.{micro % 10**6:06d}".rstrip("0").rstrip(".")


def company_rows(
    rng: Random,
    unit: str,
    first: int,
    mode: Mode,
    balance: Fraction,
    scheme_2: tuple[service_fund.Cells, service_fund.Cells] | None = None,
) -> list[Row]:
    """Two years of a company; at thresholds the rewards wanted are exactly the balance, or one fen beside it.

    `scheme_2` holds the fines and rewards of scheme 2, which then supplies the segment event_penalty.
    """
    rows: list[Row] = []
    fines, rewards = scheme_2 or ({}, {})
    for index in range(first, months(SPAN[1])[-1] + 1):
        names = service_fund.SEGMENTS[1:] if scheme_2 else service_fund.SEGMENTS
        booked = {name: amount(rng, mode) for name in rng.sample(names, rng.randint(0 if scheme_2 else 1, len(names)))}
        wanted = amount(rng, mode) * rng.choice((0, 1, 1, 3))
        promised = rewards.get((unit, index), Fraction(0))
        balance += sum(booked.values()) + fines.get((unit, index), 0)
        if mode == "thresholds" and rng.random() < 0.6:
            edge = balance - promised + rng.choice((0, 0, 0, Fraction(1, 100), Fraction(-1, 100)))
            wanted = max(Fraction(0), edge)
        balance -= min(wanted + promised, balance)
        cell = {"unit": unit, "period": written(index)}
        for segment, value in booked.items():
            rows.append({**cell, "indicator": "fines_booked", "segment": segment, "value": decimal(value)})
        rows.append({**cell, "indicator": "rewards_wanted", "value": decimal(wanted)})
    return rows


def count_on_boundary(generated: Generated) -> int:
    """Unit-periods in which the rewards wanted are exactly what the fund holds, or a flow cuts a fen in half."""
    nodes = service_fund.assess(*generated[:3]).nodes
    found = 0
    for (card, unit, period, node), paid in nodes.items():
        if node == "fund_out" and isinstance(paid, Fraction):
            emptied = paid > 0 and nodes[card, unit, period, "balance"] == nodes[card, unit, period, "unfunded"] == 0
            found += emptied or paid * 1000 % 10 == 5
    return found


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` company-months of 2013 and 2014; some companies begin later."""
    rng = Random(seed)
    units, measurements = list[Row](), list[Row]()
    opening = {"random": Fraction(rng.choice((0, 100050)), 100)}.get(mode, Fraction(0))
    in_force = mode != "random" or rng.random() < 0.8
    january = months(SPAN[0])[0]
    for n in range(max(1, unit_periods // 24)):
        later = rng.randint(1, 20) if rng.random() < 0.05 else 0
        unit = {"unit": f"C{n:06d}", "kind": "company", "name": "", "parent": ""}
        units.append({**unit, "from": f"{written(january + later)}-15" if later else ""})
        measurements += company_rows(rng, unit["unit"], january + later, mode, opening)
    rng.shuffle(measurements)
    parameters: Parameters = {"fund_opening": decimal(opening), "fund_in_force": in_force}
    generated: Generated = ({"units": units, "measurements": measurements}, parameters, SPAN, 0)
    return (*generated[:3], count_on_boundary(generated))


def generate_linked(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """The same with companies whose fines and rewards are those of scheme 2 on the events of one branch each."""
    rng, january = Random(seed), months(SPAN[0])[0]
    events, units, measurements = Events(rng), list[Row](), list[Row]()
    count = max(1, unit_periods // 24)
    for n in range(count):
        units.append({"unit": f"C{n:06d}", "kind": "company", "name": "", "parent": ""})
        units.append({"unit": f"B{n:06d}", "kind": "branch", "name": "", "parent": f"C{n:06d}"})
        units.append({"unit": f"P{n:06d}", "kind": "person", "name": "", "parent": f"B{n:06d}"})
        for index in range(january, january + 24):
            for _ in range(rng.choice((0, 1, 3))):
                kind = rng.choice(("complaint", "repeat_fault_report", "service_promise_breach", "commendation"))
                cells = complaint_cells(rng) if kind == "complaint" else {}
                events.add(f"{rng.choice('BP')}{n:06d}", kind, time_in(rng, index), **cells, **events.odds())
    parameters: Parameters = {f"event_fines.{key}": int(value) for key, value in event_penalty.FINES.items()}
    parameters.update({f"event_rewards.{key}": int(value) for key, value in event_penalty.REWARDS.items()})
    tables = {"units": units, "events": events.shuffled(), "measurements": measurements}
    scheme_2 = service_fund.linked(tables, parameters, Units(units))
    for n in range(count):
        measurements += company_rows(rng, f"C{n:06d}", january, mode, Fraction(0), scheme_2)
    generated: Generated = (tables, parameters, SPAN, 0)
    return (*generated[:3], count_on_boundary(generated))
