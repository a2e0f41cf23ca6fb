"""Oracle of scheme 15, client-sales-commission, from the text of SCHEMES.md (sections 0, 15, B, E.15).

Readings where the text is silent: `settle_on = calendar` makes the calendar year the cycle, its last month December; the
over-target bonus is rounded to the fen before it is halved (C17); its team half is posted on the team, and what the
director shares out only lessens `unallocated`; without `excess_earns_commission` a manager's collections earn until they
reach a manager's share of the task.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracles.common import Outcome, Parameters, Span, Tables, Units, fen, last_day, month, span_months
from tests.oracles.measures import Measures
from tests.oracles.sales_commission_rules import ZERO, Rules

MANAGER, DIRECTOR = "account_manager", "client_director"
CARDS = {MANAGER: "manager", DIRECTOR: "director"}


@dataclass
class Pay:
    """One month of a person, in yuan: performance, target, base wage, what is withheld of it, commission."""

    performance: Fraction
    target: Fraction
    base: Fraction
    withheld: Fraction
    commission: Fraction


@dataclass
class Team:
    """What the managers of a team bring together in one month, in yuan."""

    performance: Fraction = ZERO
    collections: Fraction = ZERO
    target: Fraction = ZERO
    commission: Fraction = ZERO


@dataclass
class Books:
    """The months worked out so far."""

    pays: dict[tuple[str, int], dict[str, Pay]] = field(default_factory=lambda: defaultdict(dict))
    teams: dict[tuple[str, int], Team] = field(default_factory=lambda: defaultdict(Team))
    collected: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """The months of persons and teams in the span, and the settlement where the whole cycle lies in it."""
    outcome, units, rules = Outcome(), Units(tables["units"]), Rules(parameters)
    measures, books, shown = Measures(tables.get("measurements", [])), Books(), span_months(span)
    for index in rules.months:
        if index <= shown[-1]:
            managers_month(index, units, measures, rules, books)
            directors_month(index, units, measures, rules, books)
        if index in shown:
            show_month(index, units, measures, rules, books, outcome)
    if rules.months[0] in shown and rules.months[-1] in shown:
        settle_persons(units, rules, books, outcome)
        settle_teams(units, measures, rules, books, outcome)
    return outcome


def managers_month(index: int, units: Units, measures: Measures, rules: Rules, books: Books) -> None:
    """Managers: the base by the own target, commission on the own collections; the team adds them up."""
    period = month(index)
    for row in units.of_kind(["person"], last_day(index)):
        if row["post"] != MANAGER:
            continue
        unit, team = row["unit"], books.teams[row["parent"], index]
        performance = measures.needed(unit, period, rules.basis)
        collections = measures.needed(unit, period, "collections")
        target = measures.needed(unit, period, "month_target") if rules.given else rules.target(index)
        gross = rules.manager_rate * rules.earning(collections, books.collected[unit])
        base = measures.needed(unit, period, "base_wage")
        withheld = rules.withheld(base, performance, target)
        kept = gross * (1 - rules.director_rate) if rules.director_from_managers else gross
        books.pays[MANAGER, index][unit] = Pay(performance, target, base, withheld, kept)
        books.collected[unit] += collections
        team.performance += performance
        team.collections += collections
        team.target += target
        team.commission += gross


def directors_month(index: int, units: Units, measures: Measures, rules: Rules, books: Books) -> None:
    """Directors: the base by the team's target, a share of the team's commission."""
    for row in units.of_kind(["person"], last_day(index)):
        if row["post"] == DIRECTOR:
            team = books.teams[row["parent"], index]
            base = measures.needed(row["unit"], month(index), "base_wage")
            withheld = rules.withheld(base, team.performance, team.target)
            share = rules.director_rate * team.commission
            books.pays[DIRECTOR, index][row["unit"]] = Pay(team.performance, team.target, base, withheld, share)


def show_month(index: int, units: Units, measures: Measures, rules: Rules, books: Books, outcome: Outcome) -> None:
    """Nodes, flags and postings of one month."""
    period = month(index)
    for post, card in CARDS.items():
        for unit, pay in books.pays[post, index].items():
            posted = {"base_wage": pay.base, "base_withheld": -pay.withheld, "commission": pay.commission}
            values = {
                "month_performance": pay.performance,
                "target": pay.target,
                "base_paid": pay.base - pay.withheld,
                "withheld": pay.withheld,
                "commission": pay.commission,
                "phone_allowance": rules.phone[post],
                "total_pay": Fraction(sum(fen(amount) for amount in posted.values()), 100),
            }
            outcome.nodes.update({(f"{card}_month", unit, period, name): value for name, value in values.items()})
            for account, amount in (posted | {"phone_allowance": rules.phone[post]}).items():
                outcome.pay(unit, period, account, amount)
            if pay.performance < pay.target:
                outcome.flags.add((unit, period, "target_missed", "", "", ""))
    for row in units.of_kind(["team"], last_day(index)):
        cell, team = (row["unit"], period), books.teams[row["unit"], index]
        outcome.nodes["team_month", *cell, "month_performance"] = team.performance
        outcome.nodes["team_month", *cell, "target"] = team.target
        for name in ("vehicle", "entertainment"):
            cost = measures.value(*cell, f"{name}_cost")
            outcome.nodes["team_month", *cell, name] = "not_assessed" if cost is None else cost
            outcome.pay(*cell, "expenses", cost or ZERO)


def settle_persons(units: Units, rules: Rules, books: Books, outcome: Outcome) -> None:
    """The make-up of who is there at the cycle's end, over the months served."""
    for row in units.of_kind(["person"], last_day(rules.months[-1])):
        unit, held = row["unit"], [books.pays[row["post"], index] for index in rules.months]
        served = [pays[unit] for pays in held if unit in pays]
        values = {
            "cycle_performance": sum((pay.performance for pay in served), ZERO),
            "cycle_target": sum((pay.target for pay in served), ZERO),
            "withheld_sum": sum((pay.withheld for pay in served), ZERO),
        }
        reached = values["cycle_performance"] >= values["cycle_target"]
        values["make_up"] = values["withheld_sum"] if reached else ZERO
        outcome.nodes.update({(f"{CARDS[row['post']]}_cycle", unit, rules.cycle, n): v for n, v in values.items()})
        outcome.pay(unit, rules.cycle, "make_up", values["make_up"])


def settle_teams(units: Units, measures: Measures, rules: Rules, books: Books, outcome: Outcome) -> None:
    """The over-target bonus: half to the director, half shared out by the director."""
    end = last_day(rules.months[-1])
    persons = units.of_kind(["person"], end)
    for row in units.of_kind(["team"], end):
        held = [books.teams[row["unit"], index] for index in rules.months]
        over = [max(ZERO, team.collections - team.target) for team in held]
        excess = sum(over, ZERO) if rules.monthly else rules.excess(team.collections for team in held)
        bonus, director, team_half = rules.halves(excess)
        members = [person for person in persons if person["parent"] == row["unit"]]
        shared = ZERO
        for person in members:
            if person["post"] == DIRECTOR:
                outcome.nodes["director_cycle", person["unit"], rules.cycle, "over_target_bonus"] = director
                outcome.pay(person["unit"], rules.cycle, "over_target_bonus", director)
            shared += measures.value(person["unit"], rules.cycle, "over_target_share") or ZERO
        values = {
            "excess": excess,
            "over_target_bonus": bonus,
            "team_bonus": team_half,
            "unallocated": team_half - shared,
        }
        outcome.pay(row["unit"], rules.cycle, "team_bonus", team_half)
        outcome.nodes.update({("team_cycle", row["unit"], rules.cycle, name): v for name, v in values.items()})
