"""How far two schemes agree, over all periods in which both rate the same units."""

from __future__ import annotations

from dataclasses import dataclass

from kaohe.core.compare.cells import Cell, Key, scores
from kaohe.core.compare.coefficient import NO_PAIRS, Coefficient, Concordance
from kaohe.core.compare.ranking import RankComparison


@dataclass(frozen=True)
class Pair:
    """Two schemes; ``periods`` holds the comparison of the ranks in each shared period."""

    first: str
    second: str
    periods: dict[str, RankComparison]
    graded: int
    same_grade: int

    @property
    def cells(self) -> int:
        """Unit-periods that both rate."""
        return sum(len(each.first) for each in self.periods.values())

    @property
    def concordance(self) -> Concordance:
        """Pairs of units of one period, over all periods."""
        return sum((each.concordance for each in self.periods.values()), NO_PAIRS)

    @property
    def tau(self) -> Coefficient:
        """Kendall's tau-b within periods."""
        return self.concordance.tau

    @property
    def rho(self) -> Coefficient:
        """Spearman's rho within periods."""
        return sum((each.rho for each in self.periods.values()), Coefficient(0, 0, 0))

    @property
    def same_rank(self) -> int:
        """Unit-periods with one rank under both."""
        return sum(each.same_rank for each in self.periods.values())

    @property
    def top(self) -> tuple[int, int]:
        """Unit-periods among the first three under both, and under either."""
        found = [each.top() for each in self.periods.values()]
        return sum(both for both, _ in found), sum(either for _, either in found)


def pair(first: str, second: str, left: dict[Key, Cell], right: dict[Key, Cell]) -> Pair:
    """Compare two schemes' cells."""
    one, other = scores(left), scores(right)
    periods = {period: RankComparison.of(one[period], other[period]) for period in one if period in other}
    graded = [(left[key].grade, right[key].grade) for key in left if key in right]
    graded = [grades for grades in graded if None not in grades]
    same = sum(a == b for a, b in graded)
    return Pair(first, second, {period: found for period, found in periods.items() if found.first}, len(graded), same)
