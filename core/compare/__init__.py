"""Comparing schemes on the same data: scores, ranks, grades, money, and why a unit moves."""

from kaohe.core.compare.compare import compare
from kaohe.core.compare.comparison import Comparison
from kaohe.core.compare.ranking import RankComparison

__all__ = ["Comparison", "RankComparison", "compare"]
