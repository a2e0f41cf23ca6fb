"""Two rankings of the same units, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaohe.core.compare.coefficient import Coefficient, Concordance, concordance, dense, spearman

TOP = 3


def competition_ranks(scores: Mapping[str, Fraction]) -> dict[str, int]:
    """1 + the number of strictly better units, by unit (C7).

    >>> competition_ranks({"A": Fraction(9), "B": Fraction(9), "C": Fraction(8)})
    {'A': 1, 'B': 1, 'C': 3}
    """
    places = dense(list(scores.values()))
    counts = Counter(places)
    rank: dict[int, int] = {}
    better = 0
    for place in sorted(counts, reverse=True):
        rank[place] = 1 + better
        better += counts[place]
    return {unit: rank[place] for unit, place in zip(scores, places, strict=True)}


@dataclass(frozen=True)
class RankComparison:
    """The units that two scorings share, each with its rank among them under the first and under the second."""

    first: dict[str, int]
    second: dict[str, int]
    concordance: Concordance
    rho: Coefficient

    @classmethod
    def of(cls, first: Mapping[str, Fraction], second: Mapping[str, Fraction]) -> RankComparison:
        """Compare the scores (higher is better) of the units that both name."""
        units = sorted(first.keys() & second.keys())
        left, right = [first[unit] for unit in units], [second[unit] for unit in units]
        return cls(
            competition_ranks(dict(zip(units, left, strict=True))),
            competition_ranks(dict(zip(units, right, strict=True))),
            concordance(left, right),
            spearman(left, right),
        )

    @property
    def tau(self) -> Coefficient:
        """Kendall's tau-b."""
        return self.concordance.tau

    @property
    def units(self) -> list[str]:
        """The shared units, sorted."""
        return list(self.first)

    @property
    def same_rank(self) -> int:
        """How many units have one rank under both."""
        return sum(rank == self.second[unit] for unit, rank in self.first.items())

    def top(self) -> tuple[int, int]:
        """How many units are among the first three under both, and under either."""
        best = [{unit for unit, rank in ranks.items() if rank <= TOP} for ranks in (self.first, self.second)]
        return len(best[0] & best[1]), len(best[0] | best[1])

    def moves(self) -> dict[str, int]:
        """By unit: how many ranks better (+) or worse (-) it is under the second."""
        return {unit: rank - self.second[unit] for unit, rank in self.first.items()}
