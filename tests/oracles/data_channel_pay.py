"""Generated inputs of scheme 21, channel-pay."""

from __future__ import annotations

from fractions import Fraction
from math import floor
from random import Random

from tests.oracles import channel_pay
from tests.oracles.channel_pay import SEGMENTS, TARGETS
from tests.oracles.common import Outcome, Parameters, Row, Tables, last_day, month, parameter_table
from tests.oracles.data_boundaries import UnitPeriod, at_values, rounding_ties
from tests.oracles.data_common import JANUARY, YEAR, Generated, Mode

Table = dict[str, Fraction]


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Targets and amounts, ours or others, and readings."""
    found: Parameters = {"illustrative": True} if rng.random() < 0.4 else {}
    if not found or rng.random() < 0.5:
        for segment in SEGMENTS:
            found[f"loss_target.{segment}"] = rng.choice((1, "0.5", 2, "1.25", 0))
            found[f"deduction_per_point.{segment}"] = rng.choice((20, 40, 30, "33.33", 350, 700))
    if rng.random() < 0.75:
        found["step_mode"] = rng.choice(("proportional", "whole", "ceil"))
        found["at_target"] = rng.choice(("full", "deduct"))
        found["loss_sign"] = rng.choice(("loss_positive", "loss_positive", "literal_sign"))
    if mode == "random" and rng.random() < 0.5:
        found |= {"retention_base": rng.choice((500, "450.55", 0)), "retention_subsidy": rng.choice((200, "150.25"))}
    return found


def base_of(rng: Random, mode: Mode) -> int:
    """Users at the start; now and then none."""
    if rng.random() < 0.02:
        return 0
    if mode == "near_ties":
        return rng.randint(10**6, 2 * 10**6)
    return rng.choice((400, 1000, 2000, 20_000)) if mode != "random" else rng.randint(50, 20_000)


def end_users(rng: Random, base: int, target: Fraction, sign: int, mode: Mode) -> tuple[int, int]:
    """Users at the end, and how many of those lost are exempt: about the target, a point or two above, or anywhere."""
    if mode == "random" or rng.random() < 0.1:
        end = rng.randint(base * 19 // 20, base * 51 // 50 + 1)
        return end, rng.choice((0, 0, rng.randint(0, 9)))
    points = target + rng.choice((0, 0, 1, 2, Fraction(1, 2), -1) if mode != "ties" else (0, 1, 10, -2))
    beside = rng.choice((-1, 0, 1)) if mode == "near_ties" else rng.choice((0, 0, 0, 1))
    lost = floor(base * sign * points / 100) + beside
    exempt = rng.choice((0, 0, 3))
    return max(0, base - lost - exempt), exempt


def products(rng: Random, unit: str, held: list[int], parameters: Parameters, mode: Mode) -> list[Row]:
    """Bases, some filed again later in the year, and users of every month."""
    found: list[Row] = []
    targets = parameter_table(parameters, "loss_target", TARGETS)
    sign = -1 if parameters.get("loss_sign") == "literal_sign" else 1

    def file(index: int, indicator: str, value: int) -> None:
        cells = {"unit": unit, "period": month(index), "indicator": indicator}
        found.append({**cells, "value": str(value), "segment": segment})

    for segment in SEGMENTS:
        base = base_of(rng, mode)
        before = JANUARY - 1 if held[0] == JANUARY and rng.random() < 0.7 else held[0]
        file(before, "maintained_base", base)
        for index in held:
            if index > before and rng.random() < 0.04:
                base = base_of(rng, mode)
                file(index, "maintained_base", base)
            end, exempt = end_users(rng, base, targets[segment], sign, mode)
            file(index, "end_users", end)
            if exempt or rng.random() < 0.3:
                file(index, "exempt_lost", exempt)
    return found


def amounts(rng: Random, unit: str, held: list[int]) -> list[Row]:
    """Wage, performance, fee and deductions of every month; the last one is often left out."""
    found: list[Row] = []
    for index in held:
        cells = {
            "post_wage": rng.choice(("2000", "2345.67", "450")),
            "increment_performance": rng.choice(("0", "1234.5", "800.05")),
            "development_fee": rng.choice(("0", "99.99", "300")),
            "service_deduction": rng.choice(("0", "0", "50", "12.345")),
        }
        if rng.random() < 0.6:
            cells["other_deduction"] = rng.choice(("0", "20.01", "5000"))
        found += [{"unit": unit, "period": month(index), "indicator": n, "value": v} for n, v in cells.items()]
    return found


def on_boundary(outcome: Outcome, parameters: Parameters) -> set[UnitPeriod]:
    """Unit-periods whose loss lies on the target or a whole point above it, whose retention pay just ends, or with a tie."""
    targets = parameter_table(parameters, "loss_target", TARGETS)
    found = rounding_ties(outcome)
    for (_, unit, period, node), value in outcome.nodes.items():
        if node == "user_loss_rate" and isinstance(value, Fraction):
            above = value - targets[unit.partition(" · ")[2]]
            if above >= 0 and above.denominator == 1:
                found.add((unit, period))
    return found | at_values(outcome, "month", {"loss_deduction_sum": (700,)})


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables of 2014 for about `unit_periods` months of persons and of their products."""
    rng = Random(seed)
    parameters = parameters_of(rng, mode)
    units, measurements = list[Row](), list[Row]()
    for n in range(max(1, unit_periods // 48)):
        unit, roll = f"P{n:05d}", rng.random()
        first = f"2014-{rng.randint(2, 11):02d}-{rng.choice((1, 15)):02d}" if roll < 0.06 else ""
        last = rng.choice(("2014-06-30", "2014-09-20")) if 0.06 <= roll < 0.12 else ""
        units.append({"unit": unit, "kind": "person", "parent": "", "from": first, "to": last})
        year = range(JANUARY, JANUARY + 12)
        held = [index for index in year if (first or "0") <= last_day(index).isoformat() <= (last or "9")]
        measurements += products(rng, unit, held, parameters, mode) + amounts(rng, unit, held)
    rng.shuffle(measurements)
    tables: Tables = {"units": units, "measurements": measurements}
    outcome = channel_pay.assess(tables, parameters, YEAR)
    return tables, parameters, YEAR, len(on_boundary(outcome, parameters))
