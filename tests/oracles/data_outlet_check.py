"""Generated inputs of scheme 4, chengdu-outlet-check."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import outlet_check
from tests.oracles.common import Parameters, Row, Span, Units, month_of, number
from tests.oracles.data_common import YEAR, Events, Generated, Mode, branches, months_of_place, time_in

METHODS = ("monthly_check", "mystery_visit", "intercept_interview")


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """The illustrative line and amounts, or others; every rule."""
    found: Parameters = {"pass_rule": rng.choice(outlet_rules := ("all", "mean", "verdict"))}
    if mode == "thresholds":
        found["pass_rule"] = rng.choice(outlet_rules[:2])
    if rng.random() < 0.4:
        return {**found, "illustrative": True}
    line = {"random": "75.5", "ties": "80", "near_ties": "79.999999", "thresholds": "80"}[mode]
    amounts = ("0", "150.05", "300")
    return {**found, "pass_line": line, "fine_amount": rng.choice(amounts), "reward_amount": rng.choice(amounts)}


def scores(rng: Random, line: Fraction, mode: Mode, mean: bool) -> list[Fraction]:
    """The scores of a month; at thresholds the lowest or the mean is exactly the line."""
    many = rng.choice((0, 1, 1, 2, 3, 4))
    if mode == "random":
        return [Fraction(rng.randint(6000, 10000), 100) for _ in range(many)]
    step = {"ties": Fraction(5), "near_ties": Fraction(1, 10**6), "thresholds": Fraction(1, 10)}[mode]
    found = [line + step * rng.choice((0, 0, 1, -1)) for _ in range(many)]
    if mean and many == 2 and mode == "thresholds":
        return [line + step, line - step]
    return [min(score, Fraction(100)) for score in found]


def decided_at(rows: list[Row], line: Fraction, mean: bool) -> bool:
    """Whether the score that decides is exactly the line."""
    found = [number(row["score"]) for row in rows]
    return bool(found) and (sum(found) == line * len(found) if mean else min(found) == line)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """About `unit_periods` outlet-months of 2014, some inspections filed on the staff of the outlet."""
    rng = Random(seed)
    parameters, events = parameters_of(rng, mode), Events(rng)
    line, mean = outlet_check.required(parameters, "pass_line"), parameters["pass_rule"] == "mean"
    units, chains = branches(rng, max(1, unit_periods // 12), ("outlet", "person"))
    for chain in chains:
        for index in months_of_place(chain[0]):
            for score in scores(rng, line, mode, mean):
                place = chain[2] if rng.random() < 0.1 else chain[1]
                passed = "true" if rng.random() < 0.7 else "false"
                cells = {"method": rng.choice(METHODS), "score": f"{float(score):.6f}", "passed": passed}
                incident = {"incident": f"I{rng.randint(1, 9)}"} if rng.random() < 0.1 else {}
                odds = events.odds() if mode != "thresholds" else {}
                events.add(place.unit, "inspection", time_in(rng, index, place), **cells, **incident, **odds)
    span: Span = ("2014-04", "2014-12") if rng.random() < 0.3 else YEAR
    tables = {"units": units, "events": events.shuffled()}
    nodes = outlet_check.assess(tables, parameters, span).nodes
    found = outlet_check.inspected(Units(units), tables["events"])
    judged = {(unit, month_of(period)) for _, unit, period, node in nodes if node == "outlet_passed"}
    return tables, parameters, span, sum(decided_at(found[cell], line, mean) for cell in judged)
