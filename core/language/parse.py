"""Formula text to a tree: Python's expression grammar through a whitelist."""

from __future__ import annotations

import ast
from fractions import Fraction
from functools import cache

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
)

SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/",
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=",
    ast.And: "and", ast.Or: "or",
}  # fmt: skip
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
        body = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        reason = error.msg if isinstance(error, SyntaxError) else "it cannot be read"
        raise KaoheError(f"not a formula: {text!r} ({reason})") from None
    return _read(body, source)


def _refuse(node: ast.AST, source: str, why: str = "") -> KaoheError:
    piece = ast.get_source_segment(source, node) or source
    return KaoheError(f"not in the formula language: {piece!r} in {source!r}", why)


def _read(node: ast.AST, source: str) -> Expression:
    match node:
        case ast.Constant(value=bool()) | ast.Constant(value=None):
            raise _refuse(node, source, "write true, false or nothing")
        case ast.Constant(value=int() | float()):
            return Number(Fraction((ast.get_source_segment(source, node) or "").replace("_", "")))
        case ast.Constant(value=str() as value):
            return Text(value)
        case ast.Name(id=name):
            return WORDS.get(name) or Name(_plain(name))
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
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
            return Call(name, tuple(_read(argument, source) for argument in arguments))
    raise _refuse(node, source)


def _compare(left: ast.expr, op: ast.cmpop, right: ast.expr, node: ast.AST, source: str) -> Expression:
    if isinstance(op, ast.In | ast.NotIn):
        options = right.elts if isinstance(right, ast.Tuple | ast.List) else [right]
        member = Member(_read(left, source), tuple(_read(option, source) for option in options))
        return Not(member) if isinstance(op, ast.NotIn) else member
    if type(op) not in SIGNS:
        raise _refuse(node, source)
    return Compare(SIGNS[type(op)], _read(left, source), _read(right, source))


def _dotted(node: ast.AST, source: str) -> str:
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value, source)}.{_plain(node.attr)}"
    if isinstance(node, ast.Name):
        return _plain(node.id)
    raise _refuse(node, source)


def _plain(name: str) -> str:
    """``class_`` and ``from_`` name the columns ``class`` and ``from``."""
    return name.removesuffix("_") if name in ("class_", "from_", "is_", "in_") else name
