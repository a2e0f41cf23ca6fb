"""Where formulas decide: comparisons, tiers, caps, gaps, due times, and what each must give around its boundary."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import cast

from kaohe.core.bounds.spans import Span
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
    Text,
    Truth,
    names,
    walk,
)  # fmt: skip
from kaohe.core.operations.base import Plain
from kaohe.core.run.cardplan import CardPlan

HOLDS = {
    "<": (True, False, False), "<=": (True, True, False), ">": (False, False, True), ">=": (False, True, True),
    "==": (False, True, False), "!=": (True, False, True),
}  # fmt: skip
"""Whether a comparison holds just below, at and just above its boundary."""


ABOVE = "above"
"""The entry of a tier of upper bounds for what is over the highest."""


@dataclass(frozen=True)
class Boundary:
    """A decision of one step: ``left`` may lie below (-1), at (0) or above (1) ``right``.

    ``upper``: the boundary still belongs to what lies below it, as in a tier of upper bounds.
    """

    card: str
    step: str
    decision: Expression
    left: Expression
    right: Expression
    upper: bool = False

    def __str__(self) -> str:
        return f"{self.card}.{self.step}: {text(self.decision)} at {text(self.right)}"

    def meant(self, side: int, left: Fraction, right: Fraction, tables: Mapping[str, object]) -> Plain:
        """What the decision must give on that side, said once more from its meaning alone."""
        match self.decision:
            case Compare(sign, _, _):
                return HOLDS[sign][side + 1]
            case Call("min", _):
                return left if side <= 0 else right
            case Call("max", _):
                return left if side >= 0 else right
            case Call("below", _):
                return right - left if side < 0 else Fraction(0)
            case Call("above", _):
                return left - right if side > 0 else Fraction(0)
            case Call("in_time", _):
                return side <= 0
            case Call("clip", (_, low, _)):
                return right if side == (-1 if self.right == low else 1) else left
            case Call("tier", (_, Name(table))):
                rungs = cast(Mapping[str, Plain], tables[table])
                steps = sorted((Fraction(bound), entry) for bound, entry in rungs.items() if bound != ABOVE)
                if self.upper:
                    held = [entry for bound, entry in steps if left <= bound]
                    return held[0] if held else rungs[ABOVE]
                reached = [entry for bound, entry in steps if bound <= left]
                return reached[-1] if reached else None
        raise AssertionError(self.decision)


def boundaries(plan: CardPlan) -> list[Boundary]:
    """Every boundary of a card that may depend on data, each decision of a step once."""
    found: dict[Boundary, None] = {}
    for name, step in plan.steps.items():
        for node in walk(step.tree):
            if _of_codes(plan, node):
                continue
            for left, right, upper in sides(node, plan.scheme.constants):
                if _moves(plan, left) or _moves(plan, right):
                    found[Boundary(plan.name, name.lstrip("?"), node, left, right, upper)] = None
    return list(found)


def idle(boundary: Boundary, left: Span, right: Span) -> bool:
    """Whether no data can flip the decision: one side never passes the other where that would show."""
    never_below = left[0] is not None and right[1] is not None and left[0] >= right[1]
    never_above = left[1] is not None and right[0] is not None and left[1] <= right[0]
    if boundary.upper:
        return never_above
    match boundary.decision:
        case Compare("<" | ">=", _, _) | Call("below" | "tier", _):
            return never_below
        case Compare(">" | "<=", _, _) | Call("above" | "in_time", _):
            return never_above
    return never_below or never_above


def sides(node: Expression, constants: Mapping[str, object]) -> Iterator[tuple[Expression, Expression, bool]]:
    """What a decision compares, each pair as left, right and whether the boundary belongs to what lies below it."""
    match node:
        case Compare(_, left, right) if not any(isinstance(part, Text | Truth) for part in (left, right)):
            yield left, right, False
        case Call("min" | "max" as how, arguments) if len(arguments) > 1:
            for place, left in enumerate(arguments[1:], 1):
                rest = (*arguments[:place], *arguments[place + 1 :])
                yield left, rest[0] if len(rest) == 1 else Call(how, rest), False
        case Call("below" | "above", (target, value)):
            yield value, target, False
        case Call("in_time", (stamp, due)):
            yield stamp, due, False
        case Call("clip", (value, low, high)):
            yield value, low, False
            yield value, high, False
        case Call("tier", (value, Name(table))) if isinstance(rungs := constants.get(table), dict):
            for bound in sorted(Fraction(key) for key in rungs if key != ABOVE):
                yield value, Number(bound), ABOVE in rungs


def _of_codes(plan: CardPlan, node: Expression) -> bool:
    """Whether grades or codes are compared, which have no step above or below."""
    if not isinstance(node, Compare):
        return False
    read = [part.name for part in (node.left, node.right) if isinstance(part, Name)]
    grades = any(name in plan.steps and plan.steps[name].role == "grade" for name in read)
    return grades or any(isinstance(plan.scheme.constants.get(name), str) for name in read)


def _moves(plan: CardPlan, tree: Expression) -> bool:
    """Whether a formula reads a value of the card; the state of an input is none."""
    return any(name.removesuffix("@") in plan.steps or name.endswith("@") for name in names(tree))


def text(tree: Expression) -> str:
    """A formula in the words of the language.

    >>> text(Compare(">=", Name("total"), Number(Fraction(95))))
    'total >= 95'
    """
    match tree:
        case Number(value):
            return str(value)
        case Text(code):
            return repr(code)
        case Truth(yes):
            return str(yes).lower()
        case Nothing():
            return "nothing"
        case Name(name):
            return name.removesuffix("@")
        case Call(name, arguments):
            return f"{name}({', '.join(map(text, arguments))})"
        case Arithmetic(sign, left, right):
            return f"({text(left)} {sign} {text(right)})"
        case Compare(sign, left, right):
            return f"{text(left)} {sign} {text(right)}"
        case Member(item, options):
            return f"{text(item)} in ({', '.join(map(text, options))})"
        case Logic(sign, parts):
            return f"({f' {sign} '.join(map(text, parts))})"
        case Not(part):
            return f"not {text(part)}"
    raise AssertionError(tree)
