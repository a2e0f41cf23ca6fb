"""A formula for one row, in plain fractions: the second form, which settles every doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from fractions import Fraction
from functools import partial

from kaohe.core.errors import KaoheError, Problem
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
from kaohe.core.language.tree import names as read_names
from kaohe.core.operations import Operation
from kaohe.core.operations.base import Plain, fractions
from kaohe.core.operations.shift import shifted

Names = Callable[[str], Plain]


class Lacking(Exception):
    """A value that was not supplied and is read in the branch that is taken."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(*problems)
        self.problems = problems


class Mark(str):
    """A code with its order, low to high."""

    codes: tuple[str, ...]

    def __new__(cls, text: object, codes: tuple[str, ...] = ()) -> Mark:
        made = super().__new__(cls, str(text))
        made.codes = codes
        return made


def evaluate(tree: Expression, names: Names, operations: Mapping[str, Operation]) -> Plain:
    """The value of a formula where ``names`` gives the value of a name.

    Raises Lacking where a missing value is read, KaoheError where a formula cannot be applied.
    """

    def go(node: Expression) -> Plain:
        match node:
            case Number(value):
                return value
            case Text(text):
                return text
            case Truth(yes):
                return yes
            case Nothing():
                return None
            case Name(name):
                return names(name)
            case Arithmetic(sign, left, right):
                return _arithmetic(sign, go(left), go(right))
            case Compare(sign, left, right):
                return _compare(sign, go(left), go(right), lambda *codes: _order(node, names, *codes))
            case Member(item, options):
                return _member(go(item), [go(option) for option in options])
            case Logic(sign, parts):
                return _logic(sign, [partial(go, part) for part in parts])
            case Not(part):
                inner = go(part)
                return None if inner is None else not inner
            case Call("shift", (code, steps)):
                moved, places = go(code), go(steps)
                if moved is None or places is None:
                    return None
                codes = _order(code, names, moved)
                return Mark(shifted(str(moved), places, codes), codes)
            case Call(name, arguments):
                operation = operations[name]
                if operation.lazy:
                    return operation.late(*(partial(go, argument) for argument in arguments))
                return operation.fraction(*(go(argument) for argument in arguments))
        raise KaoheError(f"not in the formula language: {node!r}")

    return go(tree)


def _arithmetic(sign: str, left: Plain, right: Plain) -> Plain:
    found = fractions(left, right)
    if found is None:
        return None
    a, b = found
    return a + b if sign == "+" else a - b if sign == "-" else a * b if sign == "*" else a / b


def _order(tree: Expression, names: Names, *codes: Plain) -> tuple[str, ...]:
    """The order in which the codes stand: their own, or that of a column which the formula reads."""
    found = list(codes)
    for name in sorted(read_names(tree)):
        with suppress(Lacking):
            found.append(names(name))
    for code in found:
        if isinstance(code, Mark) and set(codes) <= set(code.codes):
            return code.codes
    raise KaoheError(f"codes without an order: {', '.join(map(str, codes))}")


def _compare(sign: str, left: Plain, right: Plain, order: Callable[..., tuple[str, ...]]) -> Plain:
    if left is None or right is None:
        return None
    if isinstance(left, str) and isinstance(right, str):
        if sign in ("==", "!="):
            return (left == right) == (sign == "==")
        codes = order(left, right)
        left, right = Fraction(codes.index(left)), Fraction(codes.index(right))
    found = fractions(left, right)
    assert found is not None
    a, b = found
    return {"==": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[sign]


def _member(item: Plain, options: list[Plain]) -> Plain:
    if item is None:
        return None
    if len(options) == 1 and isinstance(options[0], dict):
        options = list(options[0].values())  # type: ignore[arg-type]
    if len(options) == 1 and isinstance(options[0], tuple):
        return item in options[0]
    if item in options:
        return True
    return None if None in options else False


def _logic(sign: str, parts: list[Callable[[], Plain]]) -> Plain:
    """Three-valued; the first part that decides ends it, so a later missing value is not read."""
    decisive = sign == "or"
    unsure = False
    for part in parts:
        value = part()
        if value is None:
            unsure = True
        elif bool(value) is decisive:
            return decisive
    return None if unsure else not decisive
