"""A formula as columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import narwhals as nw

from kaohe.core.errors import KaoheError, did_you_mean
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
)  # fmt: skip
from kaohe.core.language.tree import (
    Truth as Yes,
)
from kaohe.core.numbers import Code, Items, Nil, Num, Quot, Sheet, Table, Truth, Value, constant
from kaohe.core.numbers.arithmetic import negative, number, over_constant, plus, times
from kaohe.core.numbers.comparing import compare
from kaohe.core.numbers.sheet import level_of
from kaohe.core.operations import Operation
from kaohe.core.operations.base import truth


class Compiler:
    """Turns formulas into values on a sheet; ``names`` gives the value of a name."""

    def __init__(self, sheet: Sheet, names: Callable[[str], Value], operations: Mapping[str, Operation]) -> None:
        self.sheet = sheet
        self.names = names
        self.operations = operations
        self.made: dict[Expression, Value] = {}

    def value(self, tree: Expression) -> Value:
        """The value of a formula; what is written twice is computed once."""
        if isinstance(tree, Name):
            return self.names(tree.name)
        if tree not in self.made:
            self.made[tree] = self._made(tree)
        return self.made[tree]

    def _made(self, tree: Expression) -> Value:
        match tree:
            case Number(value):
                return constant(value)
            case Text(text):
                return constant(text)
            case Yes(yes):
                return constant(yes)
            case Nothing():
                return Nil()
            case Arithmetic(sign, left, right):
                return self._arithmetic(sign, number(self.value(left)), number(self.value(right)))
            case Compare(sign, left, right):
                return self._compare(sign, self.value(left), self.value(right))
            case Member(item, options):
                return self._member(self.value(item), [self.value(option) for option in options])
            case Logic(sign, parts):
                return self._logic(sign, [truth(self.value(part)) for part in parts])
            case Not(part):
                inner = truth(self.value(part))
                fixed = None if inner.constant is None else not inner.constant
                return Truth(~inner.expr, inner.nullable, inner.level, fixed)
            case Call(name, arguments):
                return self._call(name, arguments)
        raise KaoheError(f"not in the formula language: {tree!r}")

    def _call(self, name: str, arguments: tuple[Expression, ...]) -> Value:
        operation = self.operations.get(name)
        if operation is None:
            raise KaoheError(f"unknown operation {name!r}", did_you_mean(name, self.operations))
        operation.check(len(arguments))
        values = [self.value(argument) for argument in arguments]
        if name == "cases":
            for place in range(0, len(arguments) - 1, 2):
                if arguments[place] == Call("known", (arguments[place + 1],)):
                    values[place + 1] = certain(values[place + 1])
        return operation.column(self.sheet, *values)

    def _arithmetic(self, sign: str, left: Num | Quot, right: Num | Quot) -> Value:
        if sign == "+":
            return plus(self.sheet, left, right)
        if sign == "-":
            return plus(self.sheet, left, negative(right))
        if sign == "*":
            return times(self.sheet, left, right)
        if not isinstance(right, Num) or right.constant is None:
            raise KaoheError("/ divides by numbers and parameters only", "use ratio(a, b) to divide by data")
        return over_constant(left, right.constant)

    def _compare(self, sign: str, left: Value, right: Value) -> Value:
        if isinstance(left, Nil) or isinstance(right, Nil):
            return Nil()
        if isinstance(left, Code) and isinstance(right, Code):
            return _compare_codes(sign, left, right)
        if isinstance(left, Truth) and isinstance(right, Truth) and sign in ("==", "!="):
            same = left.expr == right.expr
            return Truth(same if sign == "==" else ~same, left.nullable or right.nullable, level_of(left, right))
        if isinstance(left, Code | Items) or isinstance(right, Code | Items):
            raise KaoheError("a code is compared with a number")
        return compare(self.sheet, sign, number(left), number(right))

    def _member(self, item: Value, options: list[Value]) -> Value:
        if len(options) == 1 and isinstance(options[0], Table):
            options = [constant(entry) for entry in options[0].entries.values()]
        if len(options) == 1 and isinstance(options[0], Items):
            if not isinstance(item, Code) or item.constant is None:
                raise KaoheError("only a code in quotes can be sought in a list column")
            holds = options[0].expr.list.contains(item.constant).fill_null(False)
            return Truth(holds, False, options[0].level)
        wanted = [option.constant for option in options if isinstance(option, Code) and option.constant is not None]
        if isinstance(item, Code) and len(wanted) == len(options):
            if item.constant is not None:
                return constant(item.constant in wanted)
            return Truth(nw.when(~item.expr.is_null()).then(item.expr.is_in(wanted)), item.nullable, item.level)
        found = [truth(self._compare("==", item, option)) for option in options]
        return self._logic("or", found)

    def _logic(self, sign: str, parts: list[Truth]) -> Truth:
        decisive = sign == "or"
        if any(part.constant is decisive for part in parts):
            return Truth(nw.lit(decisive), constant=decisive)
        open_ = [part for part in parts if part.constant is None]
        if not open_:
            return Truth(nw.lit(not decisive), constant=not decisive)
        expr = open_[0].expr
        for part in open_[1:]:
            expr = (expr | part.expr) if decisive else (expr & part.expr)
        return Truth(expr, any(part.nullable for part in open_), level_of(*open_))


def certain(value: Value) -> Value:
    """The same value where it is read only if it is known."""
    match value:
        case Num():
            return replace(value, range=replace(value.range, nullable=False))
        case Quot():
            top, bottom = value.numerator, value.divisor
            whole = replace(top, range=replace(top.range, nullable=False))
            above = replace(bottom.range, low=max(bottom.range.low, 1), nullable=False)
            return replace(value, numerator=whole, divisor=replace(bottom, range=above))
        case Truth() | Code():
            return replace(value, nullable=False)
    return value


def _compare_codes(sign: str, left: Code, right: Code) -> Truth:
    nullable, level = left.nullable or right.nullable, level_of(left, right)
    if left.constant is not None and right.constant is not None and sign in ("==", "!="):
        fixed = (left.constant == right.constant) == (sign == "==")
        return Truth(nw.lit(fixed), constant=fixed)
    if sign in ("==", "!="):
        same = left.expr == right.expr if sign == "==" else left.expr != right.expr
        return Truth(same, nullable, level)
    codes = left.codes or right.codes
    if not codes:
        hint = "give their order in codes = { column = [low ... high] }"
        raise KaoheError("codes without an order are compared", hint)
    if right.constant is not None and right.constant in codes:
        wanted = _standing(codes, sign, right.constant)
        return Truth(nw.when(~left.expr.is_null()).then(left.expr.is_in(wanted)), nullable, level)
    if left.constant is not None and left.constant in codes:
        turned = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}[sign]
        return _compare_codes(turned, right, left)
    unknown = str(right.constant or left.constant)
    raise KaoheError(f"{unknown!r} is not one of the codes {', '.join(codes)}", did_you_mean(unknown, codes))


def _standing(codes: tuple[str, ...], sign: str, code: str) -> list[str]:
    place = codes.index(code)
    if sign in (">", ">="):
        return list(codes[place + (sign == ">") :])
    return list(codes[: place + (sign == "<=")])
