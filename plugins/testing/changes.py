"""One-step changes of a formula's text: numbers, comparisons, names, codes, and / or."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from kaohe.core.language.macros import BUILT_IN
from kaohe.core.language.parse import plain
from kaohe.plugins.testing.vocabulary import OPERATIONS, Vocabulary

FLIPS = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
    "in": "not in",
    "not in": "in",
    "and": "or",
    "or": "and",
}
SIGN = re.compile(r"<=|>=|==|!=|<|>|\bnot\s+in\b|\bin\b|\band\b|\bor\b")
Change = tuple[int, int, str]
"""Start and end in the text, and what stands there instead."""


def steps(number: Decimal | int) -> list[Decimal | int]:
    """A number moved by one unit in its last printed place, up and down.

    >>> steps(Decimal("0.70"))
    [Decimal('0.71'), Decimal('0.69')]
    """
    if isinstance(number, int):
        return [number + 1, number - 1]
    unit = Decimal(1).scaleb(int(number.as_tuple().exponent))
    return [number + unit, number - unit]


def changes(text: str, words: Vocabulary, place: tuple[str, ...], own: tuple[str, ...] = ()) -> Iterator[Change]:
    """Every change of a formula; ``own`` are names that only this formula knows (a macro's parameters)."""
    try:
        tree = ast.parse(text, mode="eval").body
    except SyntaxError:
        return
    yield from _of(tree, text, words, place, own)


def _of(node: ast.expr, text: str, words: Vocabulary, place: tuple[str, ...], own: tuple[str, ...]) -> Iterator[Change]:
    start, end = node.col_offset, node.end_col_offset or 0
    match node:
        case ast.Constant(value=str(code)):
            yield start, end, repr(words.code(code, place))
        case ast.Constant(value=int() | float()):
            for moved in steps(Decimal(text[start:end])):
                yield start, end, f"{moved:f}"
        case ast.Name(id=name) if name in ("true", "false"):
            yield start, end, "false" if name == "true" else "true"
        case ast.Name() | ast.Attribute():
            name = ".".join(plain(part) for part in text[start:end].split("."))
            other = own[(own.index(name) + 1) % len(own)] if name in own else words.neighbour(name, place)
            if other is not None and other != name:
                yield start, end, f"{other}_" if other in ("class", "from") else other
        case ast.Compare(left=left, comparators=[right]):
            yield from _sign(text, left.end_col_offset or 0, right.col_offset)
        case ast.BoolOp(values=values):
            for left, right in pairwise(values):
                yield from _sign(text, left.end_col_offset or 0, right.col_offset)
        case ast.UnaryOp(op=ast.Not(), operand=part):
            yield start, part.col_offset - text[start : part.col_offset].count("("), ""
        case ast.Call(func=ast.Name(id=name) as called) if name in OPERATIONS:
            yield called.col_offset, called.end_col_offset or 0, OPERATIONS[name]
    parts: Iterable[ast.AST] = (
        node.args
        if isinstance(node, ast.Call)
        else []
        if isinstance(node, ast.Attribute)
        else ast.iter_child_nodes(node)
    )
    for inner in parts:
        if isinstance(inner, ast.expr):
            yield from _of(inner, text, words, place, own)


def _sign(text: str, start: int, end: int) -> Iterator[Change]:
    found = SIGN.search(text, start, end)
    if found is not None:
        yield found.start(), found.end(), FLIPS[re.sub(r"\s+", " ", found.group())]


__all__ = ["BUILT_IN", "Change", "changes", "steps"]
