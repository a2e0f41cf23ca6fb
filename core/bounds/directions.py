"""Which way a value moves when something it reads rises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import pairwise

from kaohe.core.bounds.spans import Span, Spans, joined
from kaohe.core.documents.model import Item
from kaohe.core.language.tree import (
    Arithmetic,
    Call,
    Compare,
    Expression,
    Logic,
    Name,
    Not,
    Nothing,
    children,
)  # fmt: skip
from kaohe.core.operations.tier import ABOVE, ladder
from kaohe.core.run.cardplan import CardPlan

Direction = int | None
"""1: rises with it, -1: falls, 0: does not move, None: not one way that can be told."""
Base = Callable[[CardPlan, str, Item], Direction]
MONOTONE = ("min", "max", "clip", "down", "up", "half_up", "_sum", "_sampled", "all_of", "any_of")
UPWARD, DOWNWARD = (">", ">="), ("<", "<=")


class Directions:
    """Directions of the values of cards; ``base`` says how a gathered input moves, 0 if it does not."""

    def __init__(self, spans: Spans, plans: Mapping[str, CardPlan], base: Base) -> None:
        self.spans, self.plans, self.base = spans, plans, base
        self._known: dict[tuple[str, str], Direction] = {}

    def name(self, plan: CardPlan, name: str) -> Direction:
        """The direction of a named value of a card."""
        if name.endswith(("@~", ".full", ".age")):
            return 0
        plain = name.removesuffix("@")
        step = plan.steps.get(plain)
        if step is None:
            return 0
        key = (plan.name, name)
        if key not in self._known:
            self._known[key] = 0
            gathered = name.endswith("@") and step.item is not None
            self._known[key] = (
                self._gathered(plan, plain, step.item) if gathered and step.item else self.of(plan, step.tree)
            )
        return self._known[key]

    def of(self, plan: CardPlan, tree: Expression) -> Direction:
        """The direction of a formula of a card."""
        match tree:
            case Name(name):
                return self.name(plan, name)
            case Arithmetic("+", left, right):
                return both([self.of(plan, left), self.of(plan, right)])
            case Arithmetic("-", left, right):
                return both([self.of(plan, left), turned(self.of(plan, right))])
            case Arithmetic("*", left, right):
                return both([self._times(plan, left, right), self._times(plan, right, left)])
            case Arithmetic("/", left, right) | Call("ratio", (left, right)):
                return both([self._times(plan, left, right), turned(self._times(plan, right, left))])
            case Compare(sign, left, right) if sign in (*UPWARD, *DOWNWARD):
                moved = both([self.of(plan, left), turned(self.of(plan, right))])
                return moved if sign in UPWARD else turned(moved)
            case Logic(_, parts):
                return both([self.of(plan, part) for part in parts])
            case Not(part):
                return turned(self.of(plan, part))
            case Call("known", _):
                return 0
            case Call("cases", arguments):
                return self._cases(plan, arguments)
            case Call("below", (target, value)):
                return both([self.of(plan, target), turned(self.of(plan, value))])
            case Call("above", (target, value)):
                return both([turned(self.of(plan, target)), self.of(plan, value)])
            case Call("_weighted" | "_full", arguments):
                return both([self.of(plan, part) for part in arguments[1::2]])
            case Call("tier", (value, Name(table))):
                return times(self.of(plan, value), slope(plan.scheme.constants.get(table)))
            case Call(name, arguments) if name in MONOTONE:
                return both([self.of(plan, part) for part in arguments])
        return None if any(self.of(plan, part) != 0 for part in children(tree)) else 0

    def _times(self, plan: CardPlan, tree: Expression, other: Expression) -> Direction:
        """Of a product or quotient, as far as ``tree`` moves it."""
        moved = self.of(plan, tree)
        return moved if moved == 0 else times(moved, _sign(self.spans.of(plan, other)))

    def _cases(self, plan: CardPlan, arguments: tuple[Expression, ...]) -> Direction:
        """Values move it, and so does a condition that moves, by whether it leads up or down."""
        conditions, values = arguments[:-1:2], [*arguments[1::2], arguments[-1]]
        found = [self.of(plan, value) for value in values if not isinstance(value, Nothing)]
        for place, condition in enumerate(conditions):
            moved = self.of(plan, condition)
            rest = [value for value in values[place + 1 :] if not isinstance(value, Nothing)]
            if moved == 0 or isinstance(values[place], Nothing) or not rest:
                continue
            taken = self.spans.of(plan, values[place])
            left = joined([self.spans.of(plan, value) for value in rest])
            found.append(times(moved, _step(taken, left)))
        return both(found)

    def _gathered(self, plan: CardPlan, name: str, item: Item) -> Direction:
        if not item.from_:
            return self.base(plan, name, item)
        scheme, colon, rest = item.from_.rpartition(":")
        card, _, source = rest.partition(".")
        other = None if colon and scheme != plan.scheme.id else self.plans.get(card)
        if other is None or item.how == "count":
            return 0
        moved = self.name(other, source)
        if item.who == "peers" and item.how not in ("rank", "rank_from_bottom"):
            return 0
        return turned(moved) if item.how == "rank" else moved


def both(found: Iterable[Direction]) -> Direction:
    """What several parts make together: one way, none, or not to be told.

    >>> both([0, 1, 1]), both([1, -1]), both([])
    (1, None, 0)
    """
    moving = {one for one in found if one != 0}
    return 0 if not moving else moving.pop() if len(moving) == 1 else None


def turned(moved: Direction) -> Direction:
    """The other way."""
    return None if moved is None else -moved


def times(moved: Direction, sign: Direction) -> Direction:
    """A direction seen through a factor of this sign."""
    return 0 if 0 in (moved, sign) else None if moved is None or sign is None else moved * sign


def slope(table: object) -> Direction:
    """Whether the entries of a tier table rise or fall with its bounds; None if they do both."""
    entries = rungs(table)
    steps = {(b > a) - (b < a) for (_, a), (_, b) in pairwise(entries)} - {0}
    return 0 if not steps else steps.pop() if len(steps) == 1 else None


def rungs(table: object) -> list[tuple[Fraction | None, Fraction]]:
    """Bounds and numbers of a tier table, the lowest first; the entry above the highest has no bound."""
    if not isinstance(table, dict):
        return []
    found: list[tuple[Fraction | None, Fraction]] = [
        (bound, entry) for bound, entry in reversed(ladder(table)) if isinstance(entry, Fraction)
    ]
    above = table.get(ABOVE)
    return [*found, (None, above)] if isinstance(above, Fraction) else found


def _sign(span: Span) -> Direction:
    low, high = span
    if low is not None and low >= 0:
        return 1
    return -1 if high is not None and high <= 0 else None


def _step(taken: Span, left: Span) -> Direction:
    """Whether the first span lies above the second (1), below (-1) or at it (0)."""
    if taken == left and taken[0] is not None and taken[0] == taken[1]:
        return 0
    if taken[0] is not None and left[1] is not None and taken[0] >= left[1]:
        return 1
    return -1 if taken[1] is not None and left[0] is not None and taken[1] <= left[0] else None
