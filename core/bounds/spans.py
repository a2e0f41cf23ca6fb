"""Between what bounds a formula can lie at all, whatever the data: to tell which decisions can never flip."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Generic, TypeVar

from kaohe.core.catalogue import catalogue
from kaohe.core.documents.model import Item
from kaohe.core.language.tree import (
    Arithmetic,
    Call,
    Compare,
    Expression,
    Logic,
    Member,
    Name,
    Not,
    Nothing,
    Number,
    Truth,
)
from kaohe.core.run import attributes
from kaohe.core.run.cardplan import CardPlan
from kaohe.core.run.rowplan import RowPlan, plan_rows

Span = tuple[Fraction | None, Fraction | None]
"""Lowest and highest value; None where there is no bound."""
OPEN: Span = (None, None)
POSITIVE: Span = (Fraction(0), None)
Plans = Callable[[str], CardPlan | None]
P = TypeVar("P", CardPlan, RowPlan)


class Formulas(Generic[P]):
    """Spans of formulas; what the names in them can be is for others to say.

    ``stand_ins``: what stands in for a value that has no cases or is missing counts too.
    """

    def __init__(self, stand_ins: bool = True) -> None:
        self.stand_ins = stand_ins
        self.known: dict[tuple[str, str], Span] = {}

    def of(self, plan: P, tree: Expression) -> Span:
        """The span of a formula of a card or rows table."""
        match tree:
            case Number(value):
                return value, value
            case Truth() | Compare() | Logic() | Member() | Not():
                return Fraction(0), Fraction(1)
            case Name(name):
                return self._name(plan, name)
            case Arithmetic("+" | "-" as sign, left, right):
                a, b = self.of(plan, left), self.of(plan, right)
                return _sum([a, b if sign == "+" else _negative(b)])
            case Arithmetic("*", left, right):
                return _product(self.of(plan, left), self.of(plan, right))
            case Arithmetic("/", left, right):
                a, b = self.of(plan, left), self.of(plan, right)
                return POSITIVE if a[0] is not None and a[0] >= 0 and b[0] is not None and b[0] > 0 else OPEN
            case Call(name, arguments):
                return self._call(plan, name, arguments)
        return OPEN

    def _name(self, plan: P, name: str) -> Span:
        raise NotImplementedError

    def _call(self, plan: P, name: str, arguments: tuple[Expression, ...]) -> Span:
        spans: list[Span] = [self.of(plan, argument) for argument in arguments]
        if name in ("min", "max"):
            return _extreme(name, spans)
        if name in ("tier", "lookup") and isinstance(arguments[1 if name == "tier" else 0], Name):
            table = plan.scheme.constants.get(arguments[1 if name == "tier" else 0].name)  # type: ignore[union-attr]
            entries = (
                [entry for entry in table.values() if isinstance(entry, Fraction)] if isinstance(table, dict) else []
            )
            return joined([(entry, entry) for entry in entries] + spans[2:])
        if name == "clip":
            return spans[1][0], spans[2][1]
        if name in ("below", "above", "size", "minutes"):
            gap = (
                _sum([spans[0], _negative(spans[1])])
                if name == "below"
                else _sum([spans[1], _negative(spans[0])])
                if name == "above"
                else OPEN
            )
            return Fraction(0), None if gap[1] is None else max(gap[1], Fraction(0))
        if name == "cases":
            values = [*range(1, len(spans), 2), *([len(spans) - 1] if len(spans) % 2 else [])]
            if not self.stand_ins:
                values = [place for place in values if place % 2 == 0 or not _of_state(arguments[place - 1])]
            return joined(
                [
                    span
                    for place, span in enumerate(spans)
                    if place in values and not isinstance(arguments[place], Nothing)
                ]
            )
        if name in ("_sum", "_full"):
            return _sum(spans[1::2] if name == "_full" else spans)
        if name == "_weighted":
            return joined(spans[1::2])
        if name == "ratio":
            return POSITIVE if all(low is not None and low >= 0 for low, _ in spans) else OPEN
        if name in ("_sampled", "down", "up", "half_up"):
            return POSITIVE if spans[0][0] is not None and spans[0][0] >= 0 else OPEN
        return OPEN


class Spans(Formulas[CardPlan]):
    """Spans of the formulas of the cards that ``plans`` gives by name."""

    def __init__(self, plans: Plans, stand_ins: bool = True) -> None:
        super().__init__(stand_ins)
        self.plans = plans

    def _name(self, plan: CardPlan, name: str) -> Span:
        if name.endswith("@~"):
            return POSITIVE
        plain = name.removesuffix("@")
        if plain not in plan.steps:
            constant = plan.scheme.constants.get(
                name, plan.fulls.get(name.removesuffix(".full")) if name.endswith(".full") else None
            )
            return (
                (constant, constant)
                if isinstance(constant, Fraction)
                else POSITIVE
                if name.endswith((".full", ".age"))
                else OPEN
            )
        key = (plan.name, name)
        if key not in self.known:
            self.known[key] = OPEN
            step = plan.steps[plain]
            self.known[key] = (
                self._base(plan, plain, step.item) if name.endswith("@") and step.item else self.of(plan, step.tree)
            )
        return self.known[key]

    def _base(self, plan: CardPlan, name: str, item: Item) -> Span:
        if item.rated:
            return Fraction(0), Fraction(1)
        if item.measured:
            one = catalogue().indicators[item.measured if isinstance(item.measured, str) else name]
            return Fraction(str(one.at_least)), Fraction(str(one.at_most))
        if item.rows:
            return (
                (Fraction(0), Fraction(100))
                if item.how == "rate"
                else POSITIVE
                if item.how == "count" or (not item.each and not item.how)
                else OPEN
            )
        scheme, colon, rest = (item.from_ or "").rpartition(":")
        card, _, source = rest.partition(".")
        other = None if colon and scheme != plan.scheme.id else self.plans(card)
        if item.how in ("count", "rank", "rank_from_bottom"):
            return POSITIVE
        if other is None or source not in other.steps:
            return OPEN
        low, high = self._name(other, source)
        several = item.how == "sum" or (
            item.how is None and (item.who in ("members", "peers") or item.when in ("parts", "so_far"))
        )
        return (Fraction(0) if low is not None and low >= 0 else None, None) if several else (low, high)


class RowSpans(Formulas[RowPlan]):
    """Spans of the formulas of rows tables, whose columns lie within the bounds of the catalogue."""

    def _name(self, plan: RowPlan, name: str) -> Span:
        if name in plan.rows.over:
            over = plan.rows.over[name]
            least = Fraction(1 if over.how == "number" and over.where is None else 0)
            return (least, None) if over.how in ("number", "count") else OPEN
        if name not in plan.steps:
            return self._column(plan, name)
        key = (plan.name, name)
        if key not in self.known:
            self.known[key] = OPEN
            self.known[key] = self.of(plan, plan.steps[name])
        return self.known[key]

    def _column(self, plan: RowPlan, name: str) -> Span:
        constant = plan.scheme.constants.get(name)
        if isinstance(constant, Fraction):
            return constant, constant
        if plan.parent is not None:
            return self._name(plan_rows(plan.scheme, plan.parent), name)
        column = attributes.column(name, plan.table)
        if column is None or column.kind != "number" or column.quantity == "time":
            return OPEN
        return column.range.least, column.range.most


def _of_state(condition: Expression) -> bool:
    """Whether a condition asks for the state of an input, so that its value stands in for the input's."""
    return isinstance(condition, Compare) and isinstance(condition.left, Name) and condition.left.name.endswith("@~")


def _negative(span: Span) -> Span:
    return None if span[1] is None else -span[1], None if span[0] is None else -span[0]


def _sum(spans: list[Span]) -> Span:
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    return (
        None if None in lows else sum((low for low in lows if low is not None), Fraction(0)),
        None if None in highs else sum((high for high in highs if high is not None), Fraction(0)),
    )


def _product(a: Span, b: Span) -> Span:
    if None not in (*a, *b):
        ends = [x * y for x in a for y in b if x is not None and y is not None]
        return min(ends), max(ends)
    return POSITIVE if all(low is not None and low >= 0 for low, _ in (a, b)) else OPEN


def _extreme(name: str, spans: list[Span]) -> Span:
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    sure, loose = (lows, highs) if name == "max" else (highs, lows)
    pick = max if name == "max" else min
    known = [end for end in sure if end is not None]
    tight = pick(known) if known else None
    wide = None if None in loose else pick(end for end in loose if end is not None)
    return (tight, wide) if name == "max" else (wide, tight)


def joined(spans: list[Span]) -> Span:
    """The least span that holds all of these."""
    lows, highs = [low for low, _ in spans], [high for _, high in spans]
    return (
        None if None in lows or not lows else min(low for low in lows if low is not None),
        None if None in highs or not highs else max(high for high in highs if high is not None),
    )
