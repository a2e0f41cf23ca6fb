"""Generated inputs of scheme 15, client-sales-commission."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import sales_commission
from tests.oracles.common import Outcome, Parameters, Row, Tables, fen, last_day, month, months
from tests.oracles.data_boundaries import UnitPeriod, rounding_ties
from tests.oracles.data_common import Generated, Mode
from tests.oracles.sales_commission_rules import Rules

CYCLES = (("2010-03-01", "2011-02-28"),) * 4 + (("2010-03-01", "2011-03-02"), ("2013-07-01", "2014-06-30"))


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Readings by chance; other figures where no edge is wanted."""
    start, end = rng.choice(CYCLES)
    found: Parameters = {
        "cycle_start": start,
        "period_end": end,
        "settle_on": rng.choice(("cycle", "cycle", "calendar")),
        "month_targets": rng.choice(("split_even", "split_even", "given")),
        "performance_basis": rng.choice(("collections", "collections", "contracts")),
        "director_commission_from": rng.choice(("additional", "managers")),
        "over_target_period": rng.choice(("year", "year", "month")),
        "excess_earns_commission": rng.choice(("true", "false")),
    }
    if mode in ("random", "near_ties"):
        found |= {
            "annual_task": rng.choice((8_000_000, 7_200_000, "7654321.09")),
            "managers": rng.choice((5, 3, 7)),
            "missed_base_percent": rng.choice((80, 75, "82.5")),
            "manager_commission_percent": rng.choice((5, "4.25")),
            "director_commission_percent": rng.choice((20, "12.5")),
            "over_target_percent": rng.choice((10, 9)),
            "over_target_director_percent": rng.choice((5, 4)),
            "director_phone": rng.choice((300, "299.99")),
            "manager_phone": rng.choice((200, 0)),
        }
    return found


def yuan(cents: int) -> str:
    """An amount as written, mostly without needless zeros."""
    return f"{cents // 100}" if cents % 100 == 0 else f"{cents // 100}.{cents % 100:02d}"


def offsets(rng: Random, many: int, mode: Mode) -> list[int]:
    """How far, in fen, each month lies from its target: often not at all, and at the edges often level in sum."""
    if mode == "random":
        return [rng.randint(-9_000_000, 7_000_000) for _ in range(many)]
    if mode == "ties":
        return [rng.choice((-3_333_333, -50_000, 0, 667, 100_000)) for _ in range(many)]
    step = 1 if mode == "near_ties" else rng.choice((1, 500_010, 2_000_030))
    found = [rng.choice((-step, 0, 0, step)) for _ in range(many)]
    if many > 1 and rng.random() < 0.7:
        found[rng.randrange(many)] -= sum(found)
        if mode == "near_ties":
            found[-1] += rng.choice((-1, 0, 1))
    return found


def spells(rng: Random, cycle: list[int], team: str, other: str) -> list[Row]:
    """Where one person is and when: mostly all the time; some join, leave or go to the next team."""
    roll, when = rng.random(), last_day(rng.choice(cycle[1:-1])).isoformat()
    middle = when[:8] + f"{rng.randint(2, 27):02d}"
    day = rng.choice((when, middle))
    after = f"{day[:8]}{int(day[8:]) + 1:02d}" if day == middle else last_day(cycle[0]).isoformat()
    if roll < 0.1:
        return [{"parent": team, "from": middle, "to": ""}]
    if roll < 0.2:
        return [{"parent": team, "from": "", "to": day}]
    if roll < 0.27 and day == middle:
        return [{"parent": team, "from": "", "to": day}, {"parent": other, "from": after, "to": ""}]
    return [{"parent": team, "from": "", "to": ""}]


def staff(rng: Random, team: str, other: str, cycle: list[int], managers: int) -> list[Row]:
    """A team, its managers, and one director, or two who follow each other, or now and then none."""
    rows: list[Row] = [{"unit": team, "kind": "team", "parent": "", "from": "", "to": "", "post": ""}]
    for n in range(managers):
        for spell in spells(rng, cycle, team, other):
            rows.append({"unit": f"{team}M{n}", "kind": "person", "post": "account_manager", **spell})
    if rng.random() < 0.05:
        return rows
    director: Row = {"kind": "person", "post": "client_director", "parent": team, "from": "", "to": ""}
    if rng.random() < 0.2:
        change = month(rng.choice(cycle[1:-1]))
        rows.append({**director, "unit": f"{team}D1", "from": f"{change}-15"})
        director["to"] = f"{change}-14"
    return [*rows, {**director, "unit": f"{team}D0"}]


def months_of(rows: list[Row], rules: Rules) -> dict[str, list[int]]:
    """The months of the cycle on whose last day each person is there."""
    found: dict[str, list[int]] = {}
    for row in rows:
        if row["kind"] == "person":
            held = [i for i in rules.months if (row["from"] or "0") <= last_day(i).isoformat() <= (row["to"] or "9")]
            found.setdefault(row["unit"], []).extend(held)
    return found


def figures(rng: Random, unit: str, held: list[int], rules: Rules, mode: Mode) -> list[Row]:
    """Base wage of every month; of managers also collections, and targets and contracts where they are read."""
    found: list[Row] = []
    names = ["collections"] + (["contracts_signed"] if rules.basis != "collections" or rng.random() < 0.1 else [])
    moved = {name: offsets(rng, len(held), mode) for name in names}
    base = rng.choice((300_000, 250_050, 312_345, 300_001))
    for n, index in enumerate(held):
        cells = {"base_wage": yuan(base + rng.choice((0, 0, 0, 5)))}
        if "M" in unit:
            target = fen(rules.target(index))
            if rules.given:
                target = rng.choice((target, 10_000_000, 12_345_678)) if mode != "thresholds" else target
                cells["month_target"] = yuan(target)
            cells |= {name: yuan(max(0, target + moved[name][n])) for name in names}
        found += [{"unit": unit, "period": month(index), "indicator": name, "value": v} for name, v in cells.items()]
    return found


def costs(rng: Random, team: str, rules: Rules) -> list[Row]:
    """Vehicle and entertainment of some months."""
    return [
        {"unit": team, "period": month(index), "indicator": f"{name}_cost", "value": yuan(rng.randint(0, 500_000))}
        for index in rules.months
        for name in ("vehicle", "entertainment")
        if rng.random() < 0.8
    ]


def shares(rng: Random, tables: Tables, outcome: Outcome, cycle: str) -> list[Row]:
    """How directors share out the team's half: all of it, or a part."""
    end = last_day(months(cycle)[-1]).isoformat()
    found: list[Row] = []
    for team in [row["unit"] for row in tables["units"] if row["kind"] == "team"]:
        half = outcome.nodes["team_cycle", team, cycle, "team_bonus"]
        there = [
            row
            for row in tables["units"]
            if row["parent"] == team and (row["from"] or "0") <= end <= (row["to"] or "9")
        ]
        assert isinstance(half, Fraction)
        left = half.numerator * 100 // half.denominator
        for n, row in enumerate(there):
            part = left if n == len(there) - 1 and rng.random() < 0.6 else rng.randint(0, left // 2)
            left -= part
            if part or rng.random() < 0.3:
                found.append(
                    {"unit": row["unit"], "period": cycle, "indicator": "over_target_share", "value": yuan(part)}
                )
    return found


def on_boundary(outcome: Outcome, rules: Rules) -> set[UnitPeriod]:
    """Unit-periods whose performance is exactly the target, or with a tie in rounding."""
    found = rounding_ties(outcome)
    for (card, unit, period, node), value in outcome.nodes.items():
        if node in ("target", "cycle_target"):
            other = "month_performance" if node == "target" else "cycle_performance"
            if outcome.nodes[card, unit, period, other] == value:
                found.add((unit, period))
    return found


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables of a task cycle for about `unit_periods` months of persons and teams."""
    rng = Random(seed)
    parameters = parameters_of(rng, mode)
    rules, units, measurements = Rules(parameters), list[Row](), list[Row]()
    many = max(2, unit_periods // 90)
    for n in range(many):
        team, other = f"T{n:05d}", f"T{(n + 1) % many:05d}"
        managers = int(rules.managers) + rng.choice((0, 0, 0, 1, -1))
        units += staff(rng, team, other, list(rules.months), managers)
        measurements += costs(rng, team, rules)
    for unit, held in months_of(units, rules).items():
        measurements += figures(rng, unit, held, rules, mode)
    tables, span = {"units": units, "measurements": measurements}, (month(rules.months[0]), month(rules.months[-1]))
    outcome = sales_commission.assess(tables, parameters, span)
    measurements += shares(rng, tables, outcome, rules.cycle)
    return tables, parameters, span, len(on_boundary(outcome, rules))
