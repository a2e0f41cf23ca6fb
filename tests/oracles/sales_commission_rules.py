"""Scheme 15: the figures of the document and what is worked out from them alone; amounts in yuan."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from tests.oracles.common import Parameters, fen, months
from tests.oracles.measures import figure, setting, switch

ZERO = Fraction(0)


class Rules:
    """The parameters, read once."""

    def __init__(self, parameters: Parameters) -> None:
        start, end = setting(parameters, "cycle_start", "2010-03-01"), setting(parameters, "period_end", "2011-02-28")
        self.cycle = f"{start[:7]}/{end[:7]}"
        if setting(parameters, "settle_on", "cycle") == "calendar":
            self.cycle = start[:4]
        self.months = months(self.cycle)
        self.task, self.managers = figure(parameters, "annual_task", 8_000_000), figure(parameters, "managers", 5)
        self.share = self.task / self.managers
        self.given = setting(parameters, "month_targets", "split_even") == "given"
        by_contracts = setting(parameters, "performance_basis", "collections") == "contracts"
        self.basis = "contracts_signed" if by_contracts else "collections"
        self.missed_rate = figure(parameters, "missed_base_percent", 80) / 100
        self.manager_rate = figure(parameters, "manager_commission_percent", 5) / 100
        self.director_rate = figure(parameters, "director_commission_percent", 20) / 100
        self.director_from_managers = setting(parameters, "director_commission_from", "additional") == "managers"
        self.bonus_rate = figure(parameters, "over_target_percent", 10) / 100
        self.director_bonus_rate = figure(parameters, "over_target_director_percent", 5) / 100
        self.monthly = setting(parameters, "over_target_period", "year") == "month"
        self.excess_earns = switch(parameters, "excess_earns_commission", default=True)
        self.phone = {
            "account_manager": figure(parameters, "manager_phone", 200),
            "client_director": figure(parameters, "director_phone", 300),
        }

    def target(self, index: int) -> Fraction:
        """A twelfth of a manager's share of the task; the last month of the cycle takes the remainder."""
        even = Fraction(fen(self.share / 12), 100)
        return self.share - (len(self.months) - 1) * even if index == self.months[-1] else even

    def withheld(self, base: Fraction, performance: Fraction, target: Fraction) -> Fraction:
        """What is kept back of the base wage where the target is missed."""
        return ZERO if performance >= target else base * (1 - self.missed_rate)

    def earning(self, collections: Fraction, before: Fraction) -> Fraction:
        """The collections of a month that earn commission, after those `before` in the cycle."""
        return collections if self.excess_earns else min(collections, max(ZERO, self.share - before))

    def excess(self, collections: Iterable[Fraction]) -> Fraction:
        """What a team collects in the cycle above the task."""
        return max(ZERO, sum(collections, ZERO) - self.task)

    def halves(self, excess: Fraction) -> tuple[Fraction, Fraction, Fraction]:
        """The over-target bonus to the fen; the director's part of it, rounded down; the team's, which is the rest."""
        bonus = Fraction(fen(self.bonus_rate * excess), 100)
        cents = bonus * 100 * self.director_bonus_rate / self.bonus_rate
        director = Fraction(cents.numerator // cents.denominator, 100)
        return bonus, director, bonus - director
