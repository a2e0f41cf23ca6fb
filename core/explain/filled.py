"""A formula with the numbers filled in: the branch that was taken, every value as the run holds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from fractions import Fraction

from kaohe.core.errors import KaoheError
from kaohe.core.explain.names import number
from kaohe.core.explain.words import arithmetic
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
)  # fmt: skip
from kaohe.core.operations import Operation
from kaohe.core.operations.base import Plain
from kaohe.core.program import Lacking, evaluate
from kaohe.core.results.numbers import moment, shown_plainly

SIGNS = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥"}
NOTHING = "–"
LACKS = "?"
Read = Callable[[str], Plain]


class Filled:
    """Writes formulas with values. ``read`` gives the run's value of a name; ``decided`` collects what chose a branch.

    ``hidden`` gives the formula of a name that no page shows, to be written out in its place.
    """

    def __init__(
        self,
        read: Read,
        operations: Mapping[str, Operation],
        times: Callable[[str], bool] = lambda name: False,
        hidden: Callable[[str], Expression | None] = lambda name: None,
    ) -> None:
        self.read, self.operations, self.times, self.hidden = read, operations, times, hidden
        self.decided: list[str] = []

    def __call__(self, tree: Expression) -> str:
        """The formula with its numbers; conditions that chose a branch are in ``decided``."""
        match tree:
            case Number(value):
                return number(value)
            case Text(text):
                return text
            case Truth(yes):
                return "yes" if yes else "no"
            case Nothing():
                return NOTHING
            case Name(name):
                return self._name(name)
            case Arithmetic(sign, left, right):
                return arithmetic(sign, left, right, self)
            case Compare(sign, left, right):
                return self.compared(sign, left, right)
            case Member(item, options):
                return f"{self(item)} in ({', '.join(self(option) for option in options)})"
            case Logic(sign, parts):
                return f" {sign} ".join(self(part) for part in parts)
            case Not(part):
                return f"not ({self(part)})"
            case Call(name, arguments):
                return self._call(name, arguments)

    def value(self, tree: Expression) -> Plain:
        """The value of a part of a formula; None also where something is missing."""
        with suppress(Lacking, KaoheError, KeyError):
            return evaluate(tree, self.read, self.operations)
        return None

    def _name(self, name: str) -> str:
        inner = self.hidden(name)
        if inner is not None:
            text = self(inner)
            return f"({text})" if " " in text else text
        try:
            value = self.read(name)
        except (Lacking, KaoheError):
            return LACKS
        return moment(int(value)) if self.times(name) and isinstance(value, Fraction) else written(value)

    def compared(self, sign: str, left: Expression, right: Expression) -> str:
        """A comparison with as many digits as make it plain."""
        a, b = self.value(left), self.value(right)
        if isinstance(a, Fraction) and isinstance(b, Fraction) and not self._timed(left) and not self._timed(right):
            text = written(b)
            exact = text.lstrip("≈")
            return f"{_trimmed(shown_plainly(a, b, 'number'), a)} {SIGNS[sign]} {exact}"
        return f"{self(left)} {SIGNS[sign]} {self(right)}"

    def _timed(self, tree: Expression) -> bool:
        return isinstance(tree, Name) and self.times(tree.name)

    def _call(self, name: str, arguments: tuple[Expression, ...]) -> str:
        if name == "cases":
            return self._cases(arguments)
        if name == "_sum":
            return " + ".join(self(part) for part in arguments if self.value(part) is not None) or NOTHING
        if name == "_weighted":
            return self._weighted(arguments)
        if name in ("below", "above") and len(arguments) == 2:
            high, low = arguments if name == "below" else (arguments[1], arguments[0])
            gap = arithmetic("-", high, low, self)
            known = self.value(Arithmetic("-", high, low))
            return f"({gap})" if isinstance(known, Fraction) and known > 0 else f"max(0, {gap})"
        if name == "max" and len(arguments) == 2 and arguments[0] == Number(Fraction(0)):
            known = self.value(arguments[1])
            if isinstance(known, Fraction) and known >= 0:
                return self(arguments[1])
        if name == "ratio":
            return arithmetic("/", arguments[0], arguments[1], self)
        if name in ("lookup", "tier"):
            key = arguments[1] if name == "lookup" else arguments[0]
            return f"{written(self.value(Call(name, arguments)))} [{self(key)}]"
        return f"{name.lstrip('_')}({', '.join(self(part) for part in arguments)})"

    def _cases(self, arguments: tuple[Expression, ...]) -> str:
        for condition, branch in zip(arguments[:-1:2], arguments[1::2], strict=False):
            holds = self.value(condition)
            if not _internal(condition):
                self.decided.append(f"{self(condition)}: {'yes' if holds else 'no' if holds is not None else NOTHING}")
            if holds:
                return self(branch)
        return self(arguments[-1])

    def _weighted(self, arguments: tuple[Expression, ...]) -> str:
        pairs = [
            (weight, child)
            for weight, child in zip(arguments[::2], arguments[1::2], strict=True)
            if self.value(child) is not None
        ]
        total = sum((value for weight, _ in pairs if isinstance(value := self.value(weight), Fraction)), Fraction(0))
        parts = [
            self(child) if self.value(weight) == 1 else f"{self(weight)} × {self(child)}" for weight, child in pairs
        ]
        return f"({' + '.join(parts)}) ÷ {number(total)}" if parts else NOTHING


def unbracketed(text: str) -> str:
    """A whole formula without the brackets around it.

    >>> unbracketed("(1 + 2)"), unbracketed("(1) + (2)")
    ('1 + 2', '(1) + (2)')
    """
    if not (text.startswith("(") and text.endswith(")")):
        return text
    deep = 0
    for place, sign in enumerate(text):
        deep += (sign == "(") - (sign == ")")
        if deep == 0 and place < len(text) - 1:
            return text
    return text[1:-1]


def _internal(condition: Expression) -> bool:
    """Conditions that only tell whether something is there are not worth a line."""
    match condition:
        case Call("known", _):
            return True
        case Compare(_, Name(name), _):
            return name.endswith("~")
    return False


def written(value: Plain) -> str:
    """A value as it stands in arithmetic.

    >>> written(Fraction(1, 3)), written(None), written(True)
    ('≈0.3333', '–', 'yes')
    """
    match value:
        case None:
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case Fraction():
            return number(value)
        case tuple():
            return ";".join(value) or NOTHING
    return str(value)


def _trimmed(text: str, value: Fraction) -> str:
    """The number without zeros that say nothing."""
    return number(value) if number(value) == text.rstrip("0").rstrip(".") else text
