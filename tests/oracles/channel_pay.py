"""Oracle of scheme 21, channel-pay, from the text of SCHEMES.md (sections 0, 21, B, E.21).

Reading where the text is silent: `at_target = deduct` takes a loss exactly at its target as one just above it, which costs
something only where begun points count (`step_mode = ceil`): one point.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import ceil, floor

from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    fen,
    last_day,
    month,
    months,
    number,
    parameter_table,
    span_months,
)
from tests.oracles.measures import Measures, figure, segment_of, setting

SEGMENTS = ("fixed_line", "bandwidth", "mobile_mid_high")
TARGETS = dict(zip(SEGMENTS, map(Fraction, ("1", "0.5", "1")), strict=True))
PER_POINT = dict(zip(SEGMENTS, map(Fraction, (20, 40, 30)), strict=True))
STEPS: dict[str, Callable[[Fraction], Fraction | int]] = {"proportional": Fraction, "whole": floor, "ceil": ceil}
Bases = dict[tuple[str, str], list[tuple[int, Fraction]]]


def required(parameters: Parameters, name: str, base: dict[str, Fraction]) -> dict[str, Fraction]:
    """A required table of all three segments."""
    table = parameter_table(parameters, name, base if parameters.get("illustrative") else None)
    if lacking := [key for key in SEGMENTS if key not in table]:
        raise ValueError(f"{name} lacks {lacking}")
    return table


def bases_of(measurements: list[Row]) -> Bases:
    """The maintained bases per unit and segment by the month for which they were filed."""
    found: Bases = {}
    for row in measurements:
        if row["indicator"] == "maintained_base":
            listed = found.setdefault((row["unit"], row["segment"]), [])
            listed.append((months(row["period"])[-1], number(row["value"])))
    return found


def held(bases: Bases, unit: str, segment: str, index: int) -> Fraction:
    """The base filed last before the month's end; it holds until a later one is filed."""
    return max((filed, value) for filed, value in bases[unit, segment] if filed <= index)[1]


def deduction(rate: Fraction, target: Fraction, per_point: Fraction, step_mode: str, begun: bool) -> Fraction:
    """What a loss above its target costs; `begun`: at the target a first point has begun."""
    if rate == target and begun:
        return per_point
    return per_point * STEPS[step_mode](rate - target) if rate > target else Fraction(0)


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Losses per product, and the pay of every person and month."""
    outcome, units = Outcome(), Units(tables["units"])
    targets = required(parameters, "loss_target", TARGETS)
    per_point = required(parameters, "deduction_per_point", PER_POINT)
    step_mode = setting(parameters, "step_mode", "proportional")
    begun = step_mode == "ceil" and setting(parameters, "at_target", "full") == "deduct"
    sign = -1 if setting(parameters, "loss_sign", "loss_positive") == "literal_sign" else 1
    base_part, subsidy = figure(parameters, "retention_base", 500), figure(parameters, "retention_subsidy", 200)
    measures, bases = Measures(tables["measurements"]), bases_of(tables["measurements"])
    for index in span_months(span):
        period = month(index)
        for row in units.of_kind(["person"], last_day(index)):
            unit, total = row["unit"], Fraction(0)
            for segment in SEGMENTS:
                cell = "month", segment_of(unit, segment), period
                base = held(bases, unit, segment, index)
                end = measures.needed(unit, period, "end_users", segment)
                lost = base - end - (measures.value(unit, period, "exempt_lost", segment) or 0)
                rate = sign * 100 * lost / base if base else None
                outcome.nodes[(*cell, "user_loss_rate")] = "no_cases" if rate is None else rate
                line = targets[segment], per_point[segment]
                cost = Fraction(0) if rate is None else deduction(rate, *line, step_mode, begun)
                outcome.nodes[(*cell, "loss_deduction")] = cost
                total += cost
            kept = measures.needed(unit, period, "post_wage") - base_part
            paid = {
                "post_wage_kept": kept,
                "retention_pay": max(Fraction(0), base_part + subsidy - total),
                "increment_performance": measures.needed(unit, period, "increment_performance"),
                "development_fee": measures.needed(unit, period, "development_fee"),
                "service_deduction": -measures.needed(unit, period, "service_deduction"),
                "other_deduction": -(measures.value(unit, period, "other_deduction") or Fraction(0)),
            }
            for account, amount in paid.items():
                outcome.pay(unit, period, account, amount)
            values = {
                "loss_deduction_sum": total,
                "post_wage_kept": kept,
                "retention_pay": paid["retention_pay"],
                "total_pay": Fraction(sum(map(fen, paid.values())), 100),
            }
            outcome.nodes.update({("month", unit, period, name): value for name, value in values.items()})
    return outcome
