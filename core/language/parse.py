"""Formula text to a tree: Python's expression grammar through a whitelist."""

from __future__ import annotations

import ast
import re
from fractions import Fraction
from functools import cache
from keyword import iskeyword

from kaohe.core.errors import KaoheError
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
    depth,
)

SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.And: "and", ast.Or: "or",
}  # fmt: skip
DEEPEST = 150
"""How deeply a formula may be nested; ``a + b + c + d`` is 3 deep."""
DECIMAL = re.compile(r"(?=.{1,40}$)(\d[\d_]*\.?[\d_]*|\.\d+)", re.ASCII)
WORDS: dict[str, Expression] = {"true": Truth(True), "false": Truth(False), "nothing": Nothing()}


@cache
def parse(text: str) -> Expression:
    """The tree of a formula.

    >>> parse("0.7 * speed")
    Arithmetic(sign='*', left=Number(value=Fraction(7, 10)), right=Name(name='speed'))

    Raises KaoheError for anything outside the language; nothing is ever evaluated.
    """
    source = text.strip()
    try:
        tree = _read(ast.parse(source, mode="eval").body, source)
        if depth(tree) > DEEPEST:
            raise RecursionError
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else "it cannot be read"
        reason = "too deeply nested" if isinstance(error, RecursionError) else reason
        raise KaoheError(f"not a formula: {shortened(text)!r} ({reason})") from None
    return tree


def shortened(text: str) -> str:
    """At most 200 characters, for messages."""
    return text if len(text) <= 200 else f"{text[:200]} ..."


def _refuse(node: ast.AST, source: str, why: str = "") -> KaoheError:
    piece = ast.get_source_segment(source, node) or source
    return KaoheError(f"not in the formula language: {shortened(piece)!r} in {shortened(source)!r}", why)


def _read(node: ast.AST, source: str) -> Expression:
    match node:
        case ast.Constant(value=bool()) | ast.Constant(value=None):
            raise _refuse(node, source, "write true, false or nothing")
        case ast.Constant(value=int() | float()):
            written = ast.get_source_segment(source, node) or ""
            if not DECIMAL.fullmatch(written):
                raise _refuse(node, source, "write numbers in decimal digits, 40 at most")
            return Number(Fraction(written))
        case ast.Constant(value=str() as value):
            return Text(value)
        case ast.Name(id=name):
            return WORDS.get(name) or Name(_dotted(node, source))
        case ast.Attribute():
            return Name(_dotted(node, source))
        case ast.UnaryOp(op=ast.USub(), operand=part):
            inner = _read(part, source)
            return Number(-inner.value) if isinstance(inner, Number) else Arithmetic("-", Number(Fraction(0)), inner)
        case ast.UnaryOp(op=ast.Not(), operand=part):
            return Not(_read(part, source))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in SIGNS:
            return Arithmetic(SIGNS[type(op)], _read(left, source), _read(right, source))
        case ast.BoolOp(op=op, values=values):
            return Logic(SIGNS[type(op)], tuple(_read(value, source) for value in values))
        case ast.Compare(left=left, ops=[op], comparators=[right]):
            return _compare(left, op, right, node, source)
        case ast.Compare():
            raise _refuse(node, source, "comparisons are not chained: join two with and")
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if not name.startswith("_"):
            return Call(name, tuple(_read(argument, source) for argument in arguments))
    raise _refuse(node, source)


def _compare(left: ast.expr, op: ast.cmpop, right: ast.expr, node: ast.AST, source: str) -> Expression:
    if isinstance(op, ast.In | ast.NotIn):
        options = right.elts if isinstance(right, ast.Tuple | ast.List) else [right]
        if not options:
            raise _refuse(node, source, "there is nothing to be in")
        member = Member(_read(left, source), tuple(_read(option, source) for option in options))
        return Not(member) if isinstance(op, ast.NotIn) else member
    if type(op) not in SIGNS:
        raise _refuse(node, source)
    return Compare(SIGNS[type(op)], _read(left, source), _read(right, source))


def _dotted(node: ast.AST, source: str) -> str:
    match node:
        case ast.Attribute(value=head, attr=name) if not name.startswith("_"):
            return f"{_dotted(head, source)}.{plain(name)}"
        case ast.Name(id=name) if not name.startswith("_"):
            return plain(name)
    raise _refuse(node, source)


def plain(name: str) -> str:
    """``class_`` and ``from_`` name the columns ``class`` and ``from``, and so for every keyword of Python."""
    return name[:-1] if name.endswith("_") and iskeyword(name[:-1]) else name
