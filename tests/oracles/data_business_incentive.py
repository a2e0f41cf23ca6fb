"""Generated inputs of scheme 27, gov-business-incentive."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import business_incentive
from tests.oracles.business_incentive import Rules
from tests.oracles.common import Outcome, Parameters, Row, Span, last_day, months
from tests.oracles.data_boundaries import UnitPeriod, rounding_ties
from tests.oracles.data_common import JANUARY, YEAR, Events, Generated, Mode, Place, time_in

QUARTERS = tuple(f"2014-Q{n}" for n in (1, 2, 3, 4))


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Readings by chance, and other figures where no edge is wanted."""
    found: Parameters = {
        "customer_line_of": rng.choice(("revenue", "revenue", "plan")),
        "clawback": rng.choice(("pay_back", "pay_back", "carry_forward")),
        "return_fraud_fine": rng.choice(("true", "false")),
        "denied_counts_as_paid": rng.choice(("true", "true", "false")),
        "negative_profit": rng.choice(("zero", "zero", "literal")),
    }
    if mode in ("random", "near_ties") and rng.random() < 0.5:
        found |= {
            "full_progress": rng.choice((100, "98.5")),
            "part_progress": rng.choice((70, "66.6")),
            "customer_line_min_percent": rng.choice((60, "55.5")),
            "self_percent_full": rng.choice((45, "45.5")),
            "self_percent_part": rng.choice((40, "33.3")),
            "joint_percent": rng.choice((30, "27.25")),
            "marketing_percent": rng.choice((50, 40, "33.3")),
        }
    return found


def yuan(cents: int) -> str:
    """An amount as written."""
    sign, cents = "-" if cents < 0 else "", abs(cents)
    return f"{sign}{cents // 100}" + (f".{cents % 100:02d}" if cents % 100 else "")


def beside(rng: Random, mode: Mode, line: Fraction) -> int:
    """An amount in fen on a line where it can be, or just beside it."""
    off = {"random": rng.randint(-(10**7), 10**7), "ties": 0, "near_ties": rng.choice((-1, 0, 1))}
    return max(0, line.numerator // line.denominator + off.get(mode, rng.choice((0, 0, 0, 1, -1))))


def revenues(rng: Random, mode: Mode, rules: Rules, number: int) -> dict[str, str]:
    """Revenue, plan and customer line up to the `number`-th quarter: about the lines of progress and share."""
    if rng.random() < 0.02:
        plan = 0
        revenue = rng.choice((0, 5_000_000))
        line, line_plan = rng.choice((0, revenue)), rng.choice((0, 1_000_000))
    else:
        plan = number * rng.choice((20_000_000, 10_000_000, 12_345_678))
        progress = rng.choice((rules.part, rules.full, rules.full, Fraction(95), Fraction(40), Fraction(130)))
        revenue = beside(rng, mode, plan * progress / 100)
        line_plan = plan // 2
        of = line_plan if rules.of_plan else revenue
        share = rng.choice((rules.share_min, rules.share_min, Fraction(75), Fraction(20)))
        line = min(revenue, beside(rng, mode, of * share / 100))
    cells = {
        "gov_business_revenue": yuan(revenue),
        "gov_business_plan": yuan(plan),
        "customer_line_revenue": yuan(line),
        "quarterly_bonus": rng.choice(("5000", "4321.05", "0", "7777.77")),
    }
    if rules.of_plan or rng.random() < 0.2:
        cells["customer_line_plan"] = yuan(line_plan)
    if rng.random() < 0.4:
        cells["operator_revenue"] = yuan(revenue // 3)
    return cells


def profits(rng: Random, mode: Mode, before: tuple[int, int]) -> tuple[int, int]:
    """Profits up to a quarter: mostly more than before, sometimes the same or less, now and then a loss."""
    if mode in ("ties", "thresholds"):
        steps = (0, 0, 100_000, 200_010, -100_000)
        return before[0] + rng.choice(steps), before[1] + rng.choice(steps)
    return before[0] + rng.randint(-300_000, 900_000), before[1] + rng.randint(-300_000, 500_000)


def figures(rng: Random, unit: str, held: list[str], rules: Rules, mode: Mode) -> list[Row]:
    """All figures of one department."""
    found: list[Row] = []
    sums = rng.randint(-50_000, 2_000_000), rng.randint(-50_000, 1_000_000)
    for period in held:
        cells = revenues(rng, mode, rules, int(period[-1]))
        sums = profits(rng, mode, sums)
        cells |= {"profit_self_signed": yuan(sums[0]), "profit_joint": yuan(sums[1])}
        if rng.random() < 0.3:
            cells["profit_market_signed"] = yuan(rng.randint(-10_000, 90_000))
        if rng.random() < (0.1 if period == held[0] else 0.04):
            cells["reward_paid_before"] = rng.choice(("0", "1234.56", "9000"))
        found += [{"unit": unit, "period": period, "indicator": n, "value": v} for n, v in cells.items()]
    return found


def frauds(rng: Random, events: Events, places: list[Place]) -> None:
    """Now and then inflated profit, once, twice, or the same incident filed several times."""
    for _ in range(rng.choice((0, 0, 0, 0, 1, 1, 2))):
        place, index = rng.choice(places), JANUARY + rng.randrange(12)
        cells = {"incident": f"I{len(events.rows)}"} if rng.random() < 0.3 else {}
        for _ in range(2 if cells else 1):
            time = time_in(rng, index, place)
            events.add(place.unit, "profit_inflation", time, verified=rng.choice(("", "", "true", "false")), **cells)


def on_boundary(outcome: Outcome, rules: Rules) -> set[UnitPeriod]:
    """Unit-periods exactly on a line of progress or share, whose intended reward is nil after one, or with a tie."""
    found = rounding_ties(outcome)
    lines = {"progress": (rules.full, rules.part), "customer_line_share": (rules.share_min,)}
    for (_, unit, period, node), value in outcome.nodes.items():
        if value in lines.get(node, ()):
            found.add((unit, period))
    return found


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables of 2014 for about `unit_periods` quarters and years of departments, with persons below some of them."""
    rng = Random(seed)
    parameters = parameters_of(rng, mode)
    rules, units, measurements, events = Rules(parameters), list[Row](), list[Row](), Events(rng)
    for n in range(max(1, unit_periods // 5)):
        place, roll = Place(f"D{n:06d}"), rng.random()
        if roll < 0.05:
            place.first = f"2014-{rng.randint(2, 11):02d}-{rng.choice((1, 15)):02d}"
        elif roll < 0.1:
            place.last = rng.choice(("2014-06-30", "2014-09-20"))
        below = Place(f"P{n:06d}", place.first, place.last)
        spell = {"from": place.first, "to": place.last}
        units.append({"unit": place.unit, "kind": "department", "parent": "C", **spell})
        units.append({"unit": below.unit, "kind": "person", "parent": place.unit, **spell})
        ends = {period: last_day(months(period)[-1]).isoformat() for period in QUARTERS}
        held = [period for period in QUARTERS if (place.first or "0") <= ends[period] <= (place.last or "9")]
        measurements += figures(rng, place.unit, held, rules, mode)
        frauds(rng, events, [place, below])
    units.append({"unit": "C", "kind": "company", "parent": "", "from": "", "to": ""})
    tables = {"units": units, "measurements": measurements, "events": events.shuffled()}
    span: Span = ("2014-04", "2014-12") if rng.random() < 0.3 else YEAR
    outcome = business_incentive.assess(tables, parameters, span)
    return tables, parameters, span, len(on_boundary(outcome, rules))
