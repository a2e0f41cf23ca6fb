"""What a scheme needs to be fed: units, indicators, events, tickets, ratings, read off its document."""

from kaohe.core.needs.choices import Choice, choices
from kaohe.core.needs.examples import is_example
from kaohe.core.needs.find import needs, together
from kaohe.core.needs.model import ColumnNeed, IndicatorNeed, Needs, RatingNeed, RowNeed, UnitNeed
from kaohe.core.needs.sheets import Entry, Field, Sheet, sheets
from kaohe.core.needs.uses import Use, uses

__all__ = [
    "Choice",
    "ColumnNeed",
    "Entry",
    "Field",
    "IndicatorNeed",
    "Needs",
    "RatingNeed",
    "RowNeed",
    "Sheet",
    "UnitNeed",
    "Use",
    "choices",
    "is_example",
    "needs",
    "sheets",
    "together",
    "uses",
]
