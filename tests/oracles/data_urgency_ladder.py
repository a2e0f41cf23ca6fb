"""Generated inputs of scheme 37, urgency-ladder."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from fractions import Fraction
from random import Random

from tests.oracles import urgency_ladder
from tests.oracles.common import Outcome, Parameters, Row, Units, first_day, last_day, periods_in
from tests.oracles.data_common import Events, Generated, Mode, time_in
from tests.oracles.data_marks import aimed, rated
from tests.oracles.data_spells import BOTH_YEARS, span_within, staff
from tests.oracles.urgency_ladder import LEAVES, TARGETS, Rules, due_at, rates

EQUAL = [Fraction(1)] * len(LEAVES)


def parameters_of(rng: Random, mode: Mode) -> Parameters:
    """Targets, thresholds and the bonus; sometimes no bonus, another ticket period or a moment of judgement."""
    found: Parameters = {"illustrative": True}
    if rng.random() < 0.8:
        line = rng.choice((80, "87.5")) if mode != "random" else rng.choice((60, 70))
        found |= {"bonus_pool": rng.choice((1000, "3333.33", "0.05", 100)), "bonus_line": line}
    if rng.random() < 0.5:
        found |= {"response_targets.urgent": 30, "response_targets.high": rng.choice((60, "90.5"))}
    if rng.random() < 0.5:
        found |= {"warning_from": rng.choice((1, 2)), "training_from": rng.choice((3, 4)), "dismissal_from": 5}
    if rng.random() < 0.4:
        found["ticket_period"] = rng.choice(("accepted", "completed"))
    if rng.random() < 0.4:
        found["as_of"] = "2014-12-20T12:00:00"
    return found


class Desk:
    """Makes the requests of a run."""

    def __init__(self, rng: Random, mode: Mode, rules: Rules) -> None:
        self.rng, self.mode, self.rules, self.rows = rng, mode, rules, list[Row]()

    def request(self, units: Units, unit: str, index: int) -> None:
        """A request of a unit that is there, answered long before, exactly at, or a second beside its limit, much later, or not at all."""
        rng = self.rng
        start = datetime.combine(first_day(index), time())
        at = start + timedelta(seconds=rng.randrange(86400 * last_day(index).day))
        if rng.random() < 0.1:
            at = datetime.combine(last_day(index), time(23)) - timedelta(minutes=rng.choice((0, 1, 180)))
        if units.at(unit, at.date()) is None:
            return
        row = {
            "ticket": f"T{len(self.rows):07d}",
            "unit": unit,
            "kind": "request" if rng.random() < 0.95 else "complaint_reply",
            "priority": rng.choice(("", *TARGETS)),
            "limit_minutes": rng.choice(("", "", "", "45", "480")),
            "accepted_at": at.isoformat(),
            "responded_at": "",
        }
        edges = (0, 0, 1, -1) if self.mode in ("thresholds", "near_ties") else (-1500, -60, 0, 3600, 86400 * 100)
        if rng.random() < 0.9:
            answer = due_at(row, self.rules) + timedelta(seconds=rng.choice(edges))
            row["responded_at"] = max(answer, at).isoformat()
        self.rows.append(row)


def cases(rng: Random, events: Events, row: Row, indexes: range) -> None:
    """Some cases of a quarter: often none, often as many as a threshold; incidents of several; some filed on the team."""
    for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 3, 5, 6))):
        incident = f"I{len(events.rows)}" if rng.random() < 0.15 else ""
        for _ in range(rng.randint(2, 3) if incident else 1):
            severity = rng.choice(("", "minor", "moderate", "minor", "moderate", "serious" if incident else "minor"))
            if rng.random() < 0.02:
                severity = "serious"
            cells = {"severity": severity, "incident": incident, **events.odds()}
            on_team = rng.random() < 0.2
            unit = row["parent"] if on_team else row["unit"]
            cells["person"] = row["unit"] if on_team else rng.choice(("", row["unit"]))
            events.add(unit, "substandard_service", time_in(rng, rng.choice(indexes)), **cells)


def measured(rng: Random, units: Units, desk: Desk, quiet: set[str]) -> list[Row]:
    """Own figures of units without any ticket, or the same rate as the tickets make, reduced or not."""
    derived, rows = rates(units, desk.rows, desk.rules), list[Row]()
    for period, indexes in periods_in(BOTH_YEARS, "quarter"):
        for row in units.of_kind(["person", "team"], last_day(indexes[-1])):
            pair = derived.get((row["unit"], period))
            if row["unit"] in quiet:
                whole = rng.randint(0, 30)
                pair = Fraction(rng.randint(0, whole)), Fraction(whole)
            if pair is not None and rng.random() < (0.8 if row["unit"] in quiet else 0.1):
                times = rng.choice((1, 3))
                cells = {"numerator": str(pair[0] * times), "denominator": str(pair[1] * times)}
                rows.append({"unit": row["unit"], "period": period, "indicator": "response_timeliness_rate", **cells})
    return rows


def without_tickets(rng: Random, rows: list[Row]) -> set[str]:
    """Some teams with all persons that ever belong to them, and some other persons."""
    teams = {row["unit"] for row in rows if row["kind"] == "team" and rng.random() < 0.1}
    return teams | {row["unit"] for row in rows if row["parent"] in teams or (row["parent"] and rng.random() < 0.1)}


def count_on_boundary(outcome: Outcome, rules: Rules) -> int:
    """Unit-periods with a total exactly on the bonus line, or with as many cases as a rung above the first asks for."""
    high = (rules.rungs["training"], rules.rungs["dismissal"])
    return len(
        {
            key[:3]
            for key, value in outcome.nodes.items()
            if (key[3] == "cases" and value in high)
            or (key[0] == "person_quarter" and key[3] == "total" and value == rules.line)
        }
    )


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` quarters of persons and teams in 2013 and 2014."""
    rng = Random(seed)
    parameters = parameters_of(rng, mode)
    rules = Rules(parameters)
    teams = staff(rng, max(2, unit_periods // 50), "team", prefix="T")
    rows = teams + staff(rng, max(4, unit_periods // 9), "person", [row["unit"] for row in teams])
    units, events, desk, ratings = Units(rows), Events(rng), Desk(rng, mode, rules), list[Row]()
    targets = [rules.line] if rules.line is not None else [Fraction(80)]
    quiet = without_tickets(rng, rows)
    for period, indexes in periods_in(BOTH_YEARS, "quarter"):
        for row in units.of_kind(["person", "team"], last_day(indexes[-1])):
            unit = row["unit"]
            if unit not in quiet:
                for _ in range(rng.choice((0, 1, 1, 2, 5)) if row["kind"] == "person" else rng.randint(0, 1)):
                    desk.request(units, unit, rng.choice(indexes))
            if row["kind"] == "person":
                found = dict(zip(LEAVES, aimed(rng, mode, targets, EQUAL), strict=True))
                if rng.random() < 0.9:
                    ratings += rated(rng, unit, period, found, "urgency-ladder")
                cases(rng, events, row, indexes)
    tables = {"units": rows, "ratings": ratings, "events": events.shuffled(), "tickets": desk.rows}
    tables["measurements"] = measured(rng, units, desk, quiet)
    span = span_within(rng)
    return tables, parameters, span, count_on_boundary(urgency_ladder.assess(tables, parameters, span), rules)
