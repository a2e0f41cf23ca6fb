"""What a scheme needs to be fed: units, indicators, events, tickets, ratings, read off its document."""

from kaohe.core.needs.choices import Choice, choices
from kaohe.core.needs.find import needs, together
from kaohe.core.needs.model import ColumnNeed, IndicatorNeed, Needs, RatingNeed, RowNeed, UnitNeed

__all__ = [
    "Choice",
    "ColumnNeed",
    "IndicatorNeed",
    "Needs",
    "RatingNeed",
    "RowNeed",
    "UnitNeed",
    "choices",
    "needs",
    "together",
]
