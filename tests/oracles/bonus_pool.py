"""Oracle of scheme 16, frontdesk-bonus-pool, from the text of SCHEMES.md (sections 0, 16, B, E.16)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from tests.oracles.bonus_pool_points import exams_above, judge
from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    exact,
    fen,
    last_day,
    moment,
    month,
    month_of,
    parameter_table,
    span_months,
)
from tests.oracles.measures import Measures, figure, setting, switch

Sums = dict[tuple[str, int], Fraction]
ZERO = Fraction(0)


@dataclass
class Group:
    """One group in one month: heads and persons below it, its sheet and its pool in yuan."""

    unit: str
    department: str
    heads: Fraction
    cleaners: Fraction
    persons: list[Row]
    pool: Fraction = ZERO
    total: Fraction = ZERO
    paid: Fraction = ZERO


def counted(unit: str, period: str, name: str, many: int | None, measures: Measures) -> Fraction:
    """A headcount: supplied or counted from the person units (None: there are none); both must agree (C18)."""
    supplied = measures.value(unit, period, name)
    if supplied is not None and many is not None and supplied != many:
        raise ValueError(f"{unit} {period}: {name} {supplied} supplied, {many} counted")
    return supplied if supplied is not None else Fraction(many or 0)


def groups_of(units: Units, measures: Measures, index: int) -> list[Group]:
    """The groups with a spell on the month's last day, with the persons below them."""
    day, below = last_day(index), dict[str, list[Row]]()
    for person in units.of_kind(["person"], day):
        for above in units.line(person["unit"], day):
            if above["kind"] == "group":
                below.setdefault(above["unit"], []).append(person)
    found = []
    for row in units.of_kind(["group"], day):
        unit, persons = row["unit"], below.get(row["unit"], [])
        department = next((above["unit"] for above in units.line(unit, day) if above["kind"] == "department"), "")
        heads = counted(unit, month(index), "paid_headcount", len(persons) or None, measures)
        cleaning = sum(person["post"] == "cleaner" for person in persons) if persons else None
        cleaners = counted(unit, month(index), "cleaners", cleaning, measures)
        found.append(Group(unit, department, heads, cleaners, persons))
    return found


def set_pools(groups: list[Group], parameters: Parameters) -> None:
    """The pool of every group; an extra paid once per department falls to its groups in equal parts."""
    per_head, extra = figure(parameters, "per_head", 100), figure(parameters, "extra", 1000)
    reading, once = setting(parameters, "pool_reading", "A"), setting(parameters, "extra_per", "group") == "department"
    with_cleaners = switch(parameters, "cleaners_in_headcount", default=True)
    siblings = Counter(group.department for group in groups)
    for group in groups:
        heads = group.heads if with_cleaners else group.heads - group.cleaners
        part = extra / siblings[group.department] if once else extra
        group.pool = per_head * {"A": heads, "B": 5 * heads, "C": Fraction(5)}[reading] + part


def score(points: Fraction, parameters: Parameters) -> Fraction:
    """100 and the points, not below 0 and not above the cap."""
    found, cap = max(ZERO, 100 + points), parameters.get("cap", "none")
    return found if cap in (None, "none") else min(found, exact(cap))


def share_out(held: Fraction, heads: Fraction) -> tuple[Fraction | str, Fraction]:
    """Share per head, rounded down to the fen, and what is left; nobody eligible: all is left."""
    if not heads:
        return "no_cases", held
    share = Fraction(floor(held * 100 / heads), 100)
    return share, held - share * heads


def pay_persons(
    card: Group, share: Fraction | str, period: str, parameters: Parameters, measures: Measures, outcome: Outcome
) -> None:
    """Base wage of the post and the share, for every person of a group; a cleaner has no share."""
    wages = parameter_table(
        parameters, "base_wage_by_post", {"customer_service": Fraction(900), "cashier": Fraction(1100)}
    )
    for person in card.persons:
        unit, post = person["unit"], person["post"]
        wage = wages[post] if post in wages else measures.needed(unit, period, "base_wage")
        bonus = ZERO if post == "cleaner" or isinstance(share, str) else share
        outcome.nodes["person_month", unit, period, "bonus_share"] = bonus
        outcome.nodes["person_month", unit, period, "total_pay"] = Fraction(fen(wage), 100) + bonus
        outcome.pay(unit, period, "base_wage", wage)
        outcome.pay(unit, period, "bonus_share", bonus)


def divide(key: tuple[str, str, str], held: list[Group], outcome: Outcome) -> Fraction | str:
    """Divide the paid pools of these groups on the unit that holds them; `key` is card, unit, period."""
    heads = sum((group.heads - group.cleaners for group in held), ZERO)
    share, rest = share_out(sum((group.paid for group in held), ZERO), heads)
    values = {"eligible_heads": heads, "share": share, "undistributed": rest}
    outcome.nodes.update({(*key, name): value for name, value in values.items()})
    outcome.pay(key[1], key[2], "undistributed", rest)
    return share


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Sheets, pools and shares of every month; pay of every person."""
    outcome, units = Outcome(), Units(tables["units"])
    measures, events = Measures(tables.get("measurements", [])), tables.get("events", [])
    plus, minus = defaultdict[tuple[str, int], Fraction](Fraction), defaultdict[tuple[str, int], Fraction](Fraction)
    for event, worth in judge(events, parameters):
        outcome.rows["events", event["event"], "points"] = worth
        for above in units.line(event["unit"], moment(event["at"]).date()):
            (plus if worth > 0 else minus)[above["unit"], month_of(event["at"])] += abs(worth)
    exams = exams_above(events, units, parameters)
    for index in span_months(span):
        groups = groups_of(units, measures, index)
        set_pools(groups, parameters)
        assess_month(units, groups, index, (plus, minus, exams), parameters, outcome)
        pay_month(groups, month(index), parameters, measures, outcome)
    return outcome


def assess_month(
    units: Units,
    groups: list[Group],
    index: int,
    sums: tuple[Sums, Sums, dict[tuple[str, int], int]],
    parameters: Parameters,
    outcome: Outcome,
) -> None:
    """The sheets of one month and the paid pools: by the group's own sheet, or by the department's (`score_scope`).

    The department's one sheet has the events of all below it, and every exam once.
    """
    (plus, minus, exams), period = sums, month(index)
    one_sheet = setting(parameters, "score_scope", "group") == "department"
    sheets: dict[str, Fraction] = {}
    bonus = figure(parameters, "exam_bonus", 5)
    if one_sheet:
        for row in units.of_kind(["department"], last_day(index)):
            cell = row["unit"], index
            sheet = plus.get(cell, ZERO) - minus.get(cell, ZERO) + bonus * exams.get(cell, 0)
            sheets[row["unit"]] = score(sheet, parameters)
            outcome.nodes["department_month", row["unit"], period, "total"] = sheets[row["unit"]]
    for group in groups:
        cell = group.unit, index
        gained = plus.get(cell, ZERO) + bonus * exams.get((group.department, index), 0)
        lost = minus.get(cell, ZERO)
        group.total = score(gained - lost, parameters)
        group.paid = group.pool * (sheets[group.department] if one_sheet else group.total) / 100
        values = {
            "minus_points": lost,
            "plus_points": gained,
            "total": group.total,
            "pool": group.pool,
            "paid_pool": group.paid,
        }
        outcome.nodes.update({("group_month", group.unit, period, name): value for name, value in values.items()})


def pay_month(groups: list[Group], period: str, parameters: Parameters, measures: Measures, outcome: Outcome) -> None:
    """Shares and pay of one month: all groups of a department together, or each by itself (`share_scope`)."""
    if setting(parameters, "share_scope", "all") == "group":
        for group in groups:
            share = divide(("group_month", group.unit, period), [group], outcome)
            pay_persons(group, share, period, parameters, measures, outcome)
        return
    departments: dict[str, list[Group]] = {}
    for group in groups:
        departments.setdefault(group.department, []).append(group)
    for department, held in departments.items():
        key = "department_month", department, period
        outcome.nodes[(*key, "paid_pool")] = sum((group.paid for group in held), ZERO)
        share = divide(key, held, outcome)
        for group in held:
            pay_persons(group, share, period, parameters, measures, outcome)
