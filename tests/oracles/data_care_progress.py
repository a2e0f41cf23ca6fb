"""Generated inputs of scheme 20, care-campaign-progress."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor
from random import Random

from tests.oracles import care_progress
from tests.oracles.care_progress import Rules
from tests.oracles.common import Outcome, Parameters, Row, Span, Tables, last_day, month, number, quarter
from tests.oracles.data_boundaries import UnitPeriod, rounding_ties
from tests.oracles.data_common import JANUARY, YEAR, Events, Generated, Mode, Place, time_in

PLANS = ("care_optimised", "care_inspected", "it_escort", "backbone")
CAUSES = ("user", "equipment", "line", "power")
MONTHS = range(JANUARY, JANUARY + 12)


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Milestones, the plans that have them, and the plans that a bare number is out of."""
    found: Parameters = {}
    if rng.random() < 0.5:
        found["milestone_plans"] = rng.choice(("all", "it_escort;care_optimised", "care_inspected"))
    if mode in ("random", "near_ties"):
        found |= {"optimised_plan": rng.choice((40, 37)), "inspected_plan": rng.choice((100, 120))}
        if rng.random() < 0.5:
            found |= {"milestones.Q1": "12.5", "milestones.Q3": "66.6"}
    return found


def pair(numerator: int, denominator: int) -> Row:
    """The cells of a rate."""
    return {"numerator": str(numerator), "denominator": str(denominator)}


def completions(rng: Random, held: list[int], rules: Rules, mode: Mode) -> list[tuple[int, str, Row]]:
    """What is done of some plans, month by month: about the milestones of the quarter."""
    found = []
    for plan in rng.sample(PLANS, rng.randint(1, 4)):
        planned = rng.choice((40, 100, 200, 50, 41))
        if mode == "near_ties":
            planned = rng.randint(10**6, 10**7)
        bare = plan in rules.planned and rng.random() < 0.4
        planned = int(rules.planned[plan]) if bare else 0 if rng.random() < 0.03 else planned
        for index in held:
            if rng.random() < 0.05 and index != held[-1]:
                continue
            line = rules.milestones.get(quarter(index)[-2:], Fraction(20)) * planned / 100
            off = {"random": rng.randint(-20, 20), "near_ties": rng.choice((-1, 0, 1))}.get(
                mode, rng.choice((0, 0, 1, -1))
            )
            done = max(0, rng.choice((floor, ceil))(line) + off)
            found.append((index, plan, {"value": str(done)} if bare else pair(done, planned)))
    return found


def repair(rng: Random, mode: Mode, region: tuple[int, int]) -> Row:
    """Minutes over faults: as long as in the region, or just longer or shorter."""
    faults = rng.choice((10, 20, 50)) if mode != "near_ties" else rng.randint(10**5, 10**6)
    minutes = floor(Fraction(*region) * faults) if region[1] else 0
    minutes += rng.randint(-500, 500) if mode == "random" else rng.choice((-1, 0, 0, 0, 1))
    return pair(0, 0) if rng.random() < 0.02 else pair(max(0, minutes), faults)


def branch(rng: Random, held: list[int], region: dict[int, tuple[int, int]], rules: Rules, mode: Mode) -> list[Row]:
    """All measurements of one branch, without its name."""
    found: list[Row] = []
    for index, plan, cells in completions(rng, held, rules, mode):
        found.append({"period": month(index), "indicator": "plan_completion", "segment": plan, **cells})
    causes, reports = rng.sample(CAUSES, rng.randint(0, 4)), rng.random() < 0.6
    for index in held:
        repaired = repair(rng, mode, region[index])
        found.append({"period": month(index), "indicator": "mean_repair_time_minutes", **repaired})
        if reports:
            orders = rng.choice((0, 20, 40, 160))
            timely = pair(rng.randint(0, orders), orders)
            found.append({"period": month(index), "indicator": "presale_timeliness_rate", **timely})
        faults = rng.choice((0, 30, 64, 200))
        for cause in causes:
            share = pair(rng.randint(0, faults // 4), faults)
            found.append({"period": month(index), "indicator": "fault_cause_share", "segment": cause, **share})
    return found


def orders(rng: Random, events: Events, places: list[Place], held: list[int]) -> None:
    """Malformed orders in some months, now and then one incident filed twice."""
    for index in held:
        if rng.random() < 0.2:
            place = rng.choice(places)
            cells = {"incident": f"I{len(events.rows)}"} if rng.random() < 0.2 else {}
            for _ in range(2 if cells else rng.randint(1, 2)):
                events.add(place.unit, "malformed_order", time_in(rng, index, place), **events.odds(), **cells)


def on_boundary(tables: Tables, outcome: Outcome, rules: Rules) -> set[UnitPeriod]:
    """Unit-periods with a completion exactly at its milestone, or a repair time exactly the region's."""
    found, times = rounding_ties(outcome), dict[UnitPeriod, Fraction]()
    for (card, unit, period, node), value in outcome.nodes.items():
        plan = unit.partition(" · ")[2]
        if card == "quarter" and node == "plan_completion" and value == rules.milestone(period, plan):
            found.add((unit, period))
    for row in tables["measurements"]:
        if row["indicator"] == "mean_repair_time_minutes" and row["denominator"] != "0":
            times[row["unit"], row["period"]] = number(row["numerator"]) / number(row["denominator"])
    parents = {row["unit"]: row["parent"] for row in tables["units"]}
    return found | {(u, p) for (u, p), value in times.items() if parents[u] and times.get((parents[u], p)) == value}


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables of 2014 for about `unit_periods` months and quarters of branches and their plans."""
    rng = Random(seed)
    parameters = parameters_of(rng, mode)
    rules, units, measurements, events = Rules(parameters), list[Row](), list[Row](), Events(rng)
    for n in range(max(1, unit_periods // 120)):
        region = f"R{n:05d}"
        units.append({"unit": region, "kind": "region", "parent": "", "from": "", "to": ""})
        means = {index: (rng.randint(1000, 9000), rng.choice((10, 40, 60))) for index in MONTHS}
        for index, (minutes, faults) in means.items():
            cells = {"unit": region, "period": month(index), "indicator": "mean_repair_time_minutes"}
            measurements.append({**cells, **pair(minutes, faults)})
        for m in range(rng.randint(2, 4)):
            place, roll = Place(f"{region}B{m}"), rng.random()
            if roll < 0.06:
                place.first = f"2014-{rng.randint(2, 11):02d}-{rng.choice((1, 15)):02d}"
            elif roll < 0.12:
                place.last = rng.choice(("2014-06-30", "2014-08-20"))
            below = Place(f"{place.unit}P", place.first, place.last)
            spell = {"from": place.first, "to": place.last}
            units.append({"unit": place.unit, "kind": "branch", "parent": region, **spell})
            units.append({"unit": below.unit, "kind": "person", "parent": place.unit, **spell})
            held = [i for i in MONTHS if (place.first or "0") <= last_day(i).isoformat() <= (place.last or "9")]
            measurements += [{"unit": place.unit, **row} for row in branch(rng, held, means, rules, mode)]
            orders(rng, events, [place, below], held)
    tables = {"units": units, "measurements": measurements, "events": events.shuffled()}
    span: Span = ("2014-04", "2014-12") if rng.random() < 0.2 else YEAR
    outcome = care_progress.assess(tables, parameters, span)
    return tables, parameters, span, len(on_boundary(tables, outcome, rules))
