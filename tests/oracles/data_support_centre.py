"""Generated inputs of scheme 22, gov-support-centre."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import support_centre
from tests.oracles.common import Outcome, Parameters, Row, Span, Tables, month, quarter
from tests.oracles.data_boundaries import UnitPeriod, rounding_ties
from tests.oracles.data_common import Events, Generated, Mode
from tests.oracles.data_support_centre_events import events_of_month
from tests.oracles.data_support_centre_tickets import Desk

START = 2010 * 12
RATES = {
    "assurance_timeliness_rate": (95,),
    "provisioning_timeliness_rate": (90,),
    "lastmile_provisioning_timeliness_rate": (90, 80, 80),
    "lastmile_repair_timeliness_rate": (95,),
    "lastmile_repeat_fault_rate": (8,),
}
EDGES = RATES | {"satisfaction_rate": (92,), "outsourcing_revenue": (100, 90)}


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Readings by chance; an empty survey is never an error here."""
    found: Parameters = {"empty_survey": rng.choice(("exclude", "met"))}
    if rng.random() < 0.7:
        found.update(
            {
                "step_mode": rng.choice(("proportional", "whole", "ceil")),
                "scale": rng.choice(("rate", "raw")),
                "cap_to_full": rng.random() < 0.5,
                "overlap": rng.choice(("top", "bottom")),
                "customer_cause_removed": rng.random() < 0.5,
                "lastmile_from_assurance_rate": rng.random() < 0.2,
                "vpn_rule": rng.choice(("ticket", "mean")),
                "ticket_period": rng.choice(("deadline", "completed", "accepted")),
                "missing_as_zero": rng.random() < 0.3,
            }
        )
    if rng.random() < 0.5:
        found.update(
            {
                "rank_places": rng.choice((3, 5)),
                "small_ranking_below": rng.choice((7, 25)),
                "survey_max_age_months": rng.choice((12, 5)),
                "provisioning_grace_days": rng.choice((2, 2, 1)),
            }
        )
    if mode == "random" and rng.random() < 0.5:
        found.update(
            {
                "ministry_points_1_1": 5,
                "per_level_up_1_1": "1.5",
                "level_up_once_1_2": 3,
                "item_targets.assurance": "96.5",
                "points_per_percent.provisioning": "1.25",
                "event_deductions.outage": 3,
                "complaint_points_1_1.gm_hotline": 3,
                "full_marks.biz_navigator": 12,
                "rank_points": "5;3;1",
                "front_percent": 55,
                "back_percent": 45,
                "lastmile_zero_below": 75,
            }
        )
    return found


def rate(rng: Random, edges: tuple[int, ...], mode: Mode) -> Row:
    """Numerator and denominator: anywhere, exactly on an edge, or beside it; now and then no cases."""
    if rng.random() < 0.01:
        return {"numerator": "0", "denominator": "0"}
    edge = rng.choice(edges)
    if mode == "thresholds":
        denominator = rng.choice((100, 200, 400, 1000, 20000))
        beside = rng.choice((0, 0, 0, -1, 1, -99)) if denominator == 20000 else rng.choice((0, 0, 0, -1, 1))
        numerator = edge * denominator // 100 + beside
    elif mode == "near_ties":
        denominator = rng.randint(10**6, 2 * 10**6)
        numerator = edge * denominator // 100 + rng.choice((0, 1))
    elif mode == "ties":
        denominator, numerator = 50, edge // 2 - rng.choice((0, 1, 2))
    else:
        denominator = rng.randint(20, 2000)
        numerator = denominator * max(0, min(100, edge + rng.randint(-15, 6))) // 100
    return {"numerator": str(max(0, min(denominator, numerator))), "denominator": str(denominator)}


def month_of_centre(rng: Random, index: int, mode: Mode, *, has_rates: bool) -> dict[str, Row]:
    """The measurements of one centre and month; a survey once in a while, and always in the first month."""
    score = rng.choice(("92", "88.5", "100", "0", "79.995", f"{rng.randint(50, 99)}.{rng.randint(0, 99):02d}"))
    found: dict[str, Row] = {"front_end_score": {"value": score}}
    if has_rates:
        found.update({name: rate(rng, edges, mode) for name, edges in RATES.items()})
    if (index - START) % 4 == 0 or rng.random() < 0.3:
        found["satisfaction_rate"] = {**rate(rng, (92,), mode), "segment": "biz_navigator"}
    if rng.random() < 0.3:
        found["capability_quality_rate"] = rate(rng, (95,), mode)
        found["capability_source_consistency_rate"] = rate(rng, (100,), mode)
    return found


def revenue(rng: Random, mode: Mode) -> Row:
    """Actual and budget in yuan: anywhere, exactly 90 % or 100 %, over it, or no budget."""
    if rng.random() < 0.01:
        return {"numerator": rng.choice(("0", "5000")), "denominator": "0"}
    budget = rng.randint(100, 9999) * 100
    percent = rng.choice((90, 90, 100, 95, 110)) if mode != "random" else rng.randint(70, 130)
    beside = rng.choice(("", ".01")) if mode in ("near_ties", "thresholds") else ""
    return {"numerator": f"{budget * percent // 100}{beside}", "denominator": str(budget)}


def conversion(rng: Random, mode: Mode) -> Row:
    """Contracts and opportunities; many equal rates, or rates that differ by about 1e-12."""
    if rng.random() < 0.1:
        return {"numerator": "0", "denominator": rng.choice(("0", "7"))}
    if mode == "near_ties":
        base = 10**6 + rng.randint(0, 6)
        return {"numerator": str(base // 2 + 1), "denominator": str(base + 1)}
    if mode == "random":
        opportunities = rng.randint(3, 60)
        return {"numerator": str(rng.randint(1, opportunities)), "denominator": str(opportunities)}
    step = rng.choice((2, 4, 6, 8))
    return {"numerator": str(step // 2 * rng.choice((1, 1, 2))), "denominator": str(step)}


def quarter_of(rng: Random, centres: list[str], period: str, mode: Mode) -> list[Row]:
    """The measurements of all centres and a quarter: at least two ranked units; ranks supplied for a few."""
    found, many = list[Row](), len(centres)
    for n, unit in enumerate(centres):
        count = str(rng.randint(1, 60) if mode == "random" else rng.choice((3, 9, 15, 15, 18)))
        count = "0" if n > 1 and rng.random() < 0.1 else count
        rates = {"numerator": "1", "denominator": rng.choice(("2", "3"))} if n < 2 else conversion(rng, mode)
        cells: dict[str, Row] = {
            "outsourcing_revenue": revenue(rng, mode),
            "opportunity_count": {"value": count},
            "opportunity_conversion_rate": rates,
        }
        for name in ("opportunity", "conversion"):
            if rng.random() < 0.05:
                size = rng.choice((2, 5, 6, 7, max(7, many)))
                cells |= {f"{name}_rank": {"value": str(rng.randint(1, size))}, f"{name}_units": {"value": str(size)}}
        found += [{"unit": unit, "period": period, "indicator": name, **values} for name, values in cells.items()]
    return found


def on_boundary(outcome: Outcome) -> set[UnitPeriod]:
    """Unit-periods with a rate exactly on a target or the cliff, a tie at a ranking's edge, or a tie in rounding."""
    found = rounding_ties(outcome)
    for (_, unit, period, node), value in outcome.nodes.items():
        if isinstance(value, Fraction) and value in EDGES.get(node, ()):
            found.add((unit, period))
    places: dict[tuple[str, str, int], list[str]] = {}
    for (_, unit, period, node), (rank, _) in outcome.ranks.items():
        places.setdefault((period, node, rank), []).append(unit)
    return found | {
        (unit, period) for (period, _, rank), units in places.items() if rank <= 3 and len(units) > 1 for unit in units
    }


def count_on_boundary(tables: Tables, parameters: Parameters, span: Span) -> int:
    """How many unit-periods lie on a boundary, by the oracle."""
    return len(on_boundary(support_centre.assess(tables, parameters, span)))


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` centre-months of up to ten years, and how many unit-periods are on a boundary.

    In half of the runs every eighth centre has tickets in place of its five process rates.
    """
    rng = Random(seed)
    with_tickets = rng.random() < 0.5
    years = max(1, min(10, unit_periods // 240))
    centres = [f"S{n:05d}" for n in range(max(3, unit_periods // (12 * years)))]
    span_range = range(START, START + 12 * years)
    rows: list[Row] = []
    measurements, events, desk = list[Row](), Events(rng), Desk(rng, mode)
    here: dict[int, list[str]] = {index: [] for index in span_range}
    for n, unit in enumerate(centres):
        has_tickets = with_tickets and n % 8 == 1
        is_late = n > 4 and not has_tickets and rng.random() < 0.05
        opened = START + 12 * (years - 1) + rng.randrange(1, 10) if is_late else START
        row = {"unit": unit, "kind": "support_centre", "name": "", "parent": "", "from": "", "to": ""}
        rows.append(row | {"from": f"{month(opened)}-01" if opened != START else ""})
        rows.append(row | {"unit": f"{unit}T", "kind": "team", "parent": unit, "from": rows[-1]["from"]})
        for index in range(opened, span_range.stop):
            here[index].append(unit)
            cells = month_of_centre(rng, START if index == opened else index, mode, has_rates=not has_tickets)
            measurements += [
                {"unit": unit, "period": month(index), "indicator": name, **values} for name, values in cells.items()
            ]
            events_of_month(rng, events, [unit, f"{unit}T"], index, mode)
            if has_tickets:
                desk.month([unit, f"{unit}T"], index)
    for first in span_range[::3]:
        measurements += quarter_of(rng, here[first + 2], quarter(first), mode)
    zeroed, parameters, span = (
        "assurance_timeliness_rate",
        parameters_of(rng, mode),
        (month(START), month(span_range[-1])),
    )
    if parameters.get("vpn_rule") == "mean":
        close_vpn(desk.rows)
    if parameters.get("missing_as_zero") and not desk.rows:
        measurements = [row for row in measurements if row["indicator"] != zeroed or rng.random() < 0.95]
    tables = {"units": rows, "measurements": measurements, "events": events.shuffled(), "tickets": desk.rows}
    return tables, parameters, span, count_on_boundary(tables, parameters, span)


def close_vpn(tickets: list[Row]) -> None:
    """A monthly mean of repair times needs VPN tickets that are done."""
    for ticket in tickets:
        if ticket["product"] == "vpn" and not ticket["completed_at"]:
            ticket["completed_at"] = ticket["accepted_at"]
