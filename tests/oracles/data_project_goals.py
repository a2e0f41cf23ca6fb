"""Generated inputs of scheme 5, chengdu-project-goals."""

from __future__ import annotations

from random import Random

from tests.oracles import project_goals
from tests.oracles.common import Row, Span
from tests.oracles.data_boundaries import at_values, rounding_ties
from tests.oracles.data_common import YEAR, Generated, Mode, branches

PROJECTS = ("relay", "green-way", "P3", "网改", "old quarter")


def pair(rng: Random, mode: Mode) -> tuple[int | str, int | str]:
    """Done and planned; at thresholds often just as planned."""
    if rng.random() < 0.05:
        return rng.choice((0, 3)), 0
    if mode == "near_ties":
        planned = rng.randint(10**8, 10**9)
        return planned + rng.choice((0, 1, -1)), planned
    planned = rng.choice((8, 16, 80)) if mode == "ties" else rng.randint(1, 400)
    if mode == "thresholds":
        return planned + rng.choice((0, 0, 0, 1, -1)), planned
    if rng.random() < 0.2:
        return f"{rng.randint(0, 900) / 100:.2f}", f"{rng.randint(1, 900) / 100:.2f}"
    return rng.randint(0, planned * 12 // 10), planned


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """About `unit_periods` stages of projects in 2014, of branches and departments."""
    rng = Random(seed)
    units, chains = branches(rng, max(1, unit_periods // 28), ("department", "outlet"))
    span: Span = ("2014-04", "2014-12") if rng.random() < 0.3 else YEAR
    stages, measurements = list(project_goals.periods(YEAR)), list[Row]()
    for chain in chains:
        for place in rng.sample(chain, 2):  # what an outlet files is not assessed
            for project in rng.sample(PROJECTS, 2):
                for period in rng.sample(stages, 6):
                    done, planned = pair(rng, mode)
                    key = {"unit": place.unit, "period": period, "indicator": "plan_completion", "segment": project}
                    measurements.append({**key, "numerator": str(done), "denominator": str(planned)})
    rng.shuffle(measurements)
    tables = {"units": units, "measurements": measurements}
    outcome = project_goals.assess(tables, {}, span)
    edges = at_values(outcome, "project_stage", {"plan_completion": (100,)})
    return tables, {}, span, len(edges | rounding_ties(outcome))
