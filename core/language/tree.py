"""What a formula can be: ten kinds of node, all frozen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Number:
    """A number as written, exact."""

    value: Fraction


@dataclass(frozen=True)
class Text:
    """A code or id in quotes."""

    value: str


@dataclass(frozen=True)
class Truth:
    """``true`` or ``false``."""

    value: bool


@dataclass(frozen=True)
class Nothing:
    """``nothing``: not reached, not due, not ranked, not supplied."""


@dataclass(frozen=True)
class Name:
    """A name, possibly dotted (``full_marks.assurance``, ``unit.line``)."""

    name: str


@dataclass(frozen=True)
class Call:
    """An operation or macro applied to formulas."""

    name: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True)
class Arithmetic:
    """``left sign right`` with sign one of ``+ - * /``."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Compare:
    """``left sign right`` with sign one of ``== != < <= > >=``."""

    sign: str
    left: Expression
    right: Expression


@dataclass(frozen=True)
class Member:
    """``item in options``: options are codes, or one list column."""

    item: Expression
    options: tuple[Expression, ...]


@dataclass(frozen=True)
class Logic:
    """``and`` or ``or`` over two or more conditions."""

    sign: str
    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Not:
    """The negation of a condition; nothing stays nothing."""

    part: Expression


Expression = Number | Text | Truth | Nothing | Name | Call | Arithmetic | Compare | Member | Logic | Not


def children(tree: Expression) -> tuple[Expression, ...]:
    """The parts of a node, in the order they are written."""
    match tree:
        case Call(_, arguments):
            return arguments
        case Arithmetic(_, left, right) | Compare(_, left, right):
            return (left, right)
        case Member(item, options):
            return (item, *options)
        case Logic(_, parts):
            return parts
        case Not(part):
            return (part,)
    return ()


def rebuilt(tree: Expression, parts: tuple[Expression, ...]) -> Expression:
    """The same node over other parts (as many as ``children`` gives)."""
    match tree:
        case Call(name, _):
            return Call(name, parts)
        case Arithmetic(sign, _, _):
            return Arithmetic(sign, *parts)
        case Compare(sign, _, _):
            return Compare(sign, *parts)
        case Member(_, _):
            return Member(parts[0], parts[1:])
        case Logic(sign, _):
            return Logic(sign, parts)
        case Not(_):
            return Not(parts[0])
    return tree


def walk(tree: Expression) -> Iterator[Expression]:
    """Every node, parents first."""
    yield tree
    for part in children(tree):
        yield from walk(part)


def depth(tree: Expression) -> int:
    """How deeply a formula is nested; a name is 0 deep."""
    return 1 + max(map(depth, parts)) if (parts := children(tree)) else 0


def names(tree: Expression) -> set[str]:
    """Every name a formula reads."""
    return {node.name for node in walk(tree) if isinstance(node, Name)}
