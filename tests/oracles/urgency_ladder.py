"""Oracle of scheme 37, urgency-ladder, from the text of SCHEMES.md (sections 0, 37, B, D, E.37).

Where the text is silent: a ticket's own limit goes before the target of its priority. Of an incident the severest event
counts, the earliest of those. Marks of some leaves only are an error (C15). Without a member at or above the line the
whole pool is left over. A ticket is judged as of the end of its quarter; what happens later is not yet known then.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from fractions import Fraction
from math import floor

from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    exact,
    last_day,
    moment,
    month_of,
    parameter_table,
    periods_in,
    quarter,
    yes,
)
from tests.oracles.measures import Measures, Pair, marks, mean, setting
from tests.oracles.rated import Marks, marks_of, paths_of
from tests.oracles.tickets import as_of, known, on_time, period_of

LEAVES = ("response_time", "problem_solution", "attitude", "knowledge")
TARGETS = {"urgent": Fraction(60), "high": Fraction(240), "normal": Fraction(1440)}
RUNGS = {"warning": 1, "training": 3, "dismissal": 6}
FLAGS = {"warning": "oral_warning", "training": "training", "post_change_or_dismissal": "post_change_or_dismissal"}
SEVERITY = ("minor", "moderate", "serious")
Cell = tuple[str, str]


class Rules:
    """The parameters of a run, read once."""

    def __init__(self, parameters: Parameters) -> None:
        ours = bool(parameters.get("illustrative"))
        self.parameters = parameters
        self.targets = parameter_table(parameters, "response_targets", TARGETS if ours else None)
        self.ticket_period = setting(parameters, "ticket_period", "deadline")
        usual = RUNGS if ours else {}
        self.rungs = {name: exact(parameters.get(f"{name}_from", usual.get(name))) for name in RUNGS}
        pays = "bonus_pool" in parameters and "bonus_line" in parameters
        self.pool = exact(parameters["bonus_pool"]) if pays else None
        self.line = exact(parameters["bonus_line"]) if pays else None

    def rung(self, cases: int, serious: bool) -> str:
        """The rung of the ladder for a quarter's cases."""
        if serious or cases >= self.rungs["dismissal"]:
            return "post_change_or_dismissal"
        if cases >= self.rungs["training"]:
            return "training"
        return "warning" if cases >= self.rungs["warning"] else "none"


def due_at(ticket: Row, rules: Rules) -> datetime:
    """The last moment of an answer in time."""
    own = ticket.get("limit_minutes")
    limit = Fraction(own) if own else rules.targets[ticket.get("priority") or "normal"]
    return moment(ticket["accepted_at"]) + timedelta(seconds=int(limit * 60))


def rates(units: Units, tickets: list[Row], rules: Rules) -> dict[Cell, Pair]:
    """Answered in time / due, per unit and quarter, with the tickets of those below."""
    found: dict[Cell, Pair] = defaultdict(lambda: (Fraction(0), Fraction(0)))
    for ticket in tickets:
        if ticket["kind"] != "request":
            continue
        due, answered = due_at(ticket, rules), known(ticket.get("responded_at", ""), rules.parameters)
        if (index := period_of(ticket["accepted_at"], answered, due, rules.ticket_period)) is None:
            continue
        met = on_time(answered, due, as_of(index - index % 3 + 2, rules.parameters))
        if met is not None:
            for above in units.line(ticket["unit"], moment(ticket["accepted_at"]).date()):
                cell = above["unit"], quarter(index)
                found[cell] = found[cell][0] + met, found[cell][1] + 1
    return found


def cases_of(events: list[Row], units: Units) -> dict[Cell, list[Row]]:
    """The verified cases per unit and quarter; an incident counts once (C8, C11)."""
    dearest: dict[tuple[str, str, str], tuple[int, datetime, str, Row]] = {}
    for event in events:
        if event["kind"] != "substandard_service" or not yes(event, "verified", True):
            continue
        case = (*units.whose(event), event.get("incident") or event["event"])
        found = -SEVERITY.index(event.get("severity") or "minor"), moment(event["at"]), event["event"], event
        if case not in dearest or found[:3] < dearest[case][:3]:
            dearest[case] = found
    cases: dict[Cell, list[Row]] = defaultdict(list)
    for _, _, _, event in dearest.values():
        cases[units.whose(event)[0], quarter(month_of(event["at"]))].append(event)
    return cases


def rate_of(cell: Cell, measures: Measures, derived: dict[Cell, Pair]) -> Fraction | str:
    """The unit's own figure, or the one from its tickets; both must agree (C18)."""
    pairs = [measures.pair(*cell, "response_timeliness_rate"), derived.get(cell)]
    known = {100 * pair[0] / pair[1] for pair in pairs if pair is not None and pair[1]}
    if len(known) > 1:
        raise ValueError(f"{cell}: response_timeliness_rate disagrees: {known}")
    return known.pop() if known else "no_cases"


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Marks, cases and rung of every person, rate and bonus of every team, quarter by quarter."""
    outcome, units, rules = Outcome(), Units(tables["units"]), Rules(parameters)
    rated = marks(tables.get("ratings", []), paths_of("urgency-ladder", LEAVES))
    measures = Measures(tables.get("measurements", []))
    derived, cases = rates(units, tables.get("tickets", []), rules), cases_of(tables.get("events", []), units)
    for period, indexes in periods_in(span, "quarter"):
        members: dict[str, dict[str, Fraction]] = defaultdict(dict)
        for row in units.of_kind(["person"], last_day(indexes[-1])):
            cell = row["unit"], period
            total = assess_person(cell, rated, cases.get(cell, []), rules, outcome)
            outcome.nodes["person_quarter", *cell, "response_timeliness_rate"] = rate_of(cell, measures, derived)
            if total is not None:
                members[row["parent"]][row["unit"]] = total
        for row in units.of_kind(["team"], last_day(indexes[-1])):
            cell = row["unit"], period
            outcome.nodes["team_quarter", *cell, "response_timeliness_rate"] = rate_of(cell, measures, derived)
            assess_team(cell, members[row["unit"]], rules, outcome)
    return outcome


def assess_person(cell: Cell, rated: Marks, cases: list[Row], rules: Rules, outcome: Outcome) -> Fraction | None:
    """The person's leaves, total, cases and rung; gives the total, None without any mark."""
    is_rated = any((*cell, leaf) in rated for leaf in LEAVES)
    values = marks_of(rated, *cell, LEAVES) if is_rated else {}
    total = mean(values.values()) if values else None
    for leaf in LEAVES:
        outcome.nodes["person_quarter", *cell, leaf] = values.get(leaf, "not_assessed")
    outcome.nodes["person_quarter", *cell, "total"] = "not_assessed" if total is None else total
    many = sum(int(event.get("count") or 1) for event in cases)
    outcome.nodes["person_quarter", *cell, "cases"] = Fraction(many)
    rung = rules.rung(many, any(event.get("severity") == "serious" for event in cases))
    outcome.grades["person_quarter", *cell, "cases"] = rung
    if rung in FLAGS:
        outcome.flags.add((*cell, FLAGS[rung], "", "", ""))
    return total


def assess_team(cell: Cell, totals: dict[str, Fraction], rules: Rules, outcome: Outcome) -> None:
    """The team's mean, and its pool in equal shares to the members at or above the line."""
    values: dict[str, Fraction | str] = dict.fromkeys(("total", "pool", "share", "undistributed"), "not_assessed")
    if totals:
        values["total"] = mean(totals.values())
    if rules.pool is not None and rules.line is not None:
        paid = [unit for unit, total in totals.items() if total >= rules.line]
        share = Fraction(floor(rules.pool * 100 / len(paid)), 100) if paid else Fraction(0)
        rest = rules.pool - share * len(paid)
        values |= {"pool": rules.pool, "share": share if paid else "no_cases", "undistributed": rest}
        for unit in paid:
            outcome.pay(unit, cell[1], "team_bonus", share)
        outcome.pay(*cell, "undistributed", rest)
    outcome.nodes.update({("team_quarter", *cell, name): value for name, value in values.items()})
