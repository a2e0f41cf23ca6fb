"""How far a formula moves with one of the names it reads."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from kaohe.core.language.tree import Arithmetic, Call, Expression, Name, Number, names

PASSING = ("min", "max", "clip", "down", "up", "half_up")
Constant = Callable[[str], Fraction | None]
Below = Callable[[str], Expression | None]


def slope(tree: Expression, name: str, constant: Constant, below: Below) -> Fraction | None:
    """What one more of ``name`` adds to the formula, limits and rounding aside; None where that is not one number.

    ``constant(name)``: a parameter's number; ``below(name)``: the formula of a hidden node, read in its place.
    """

    def of(part: Expression) -> Fraction | None:
        match part:
            case Name(name=other):
                inner = None if other == name else below(other)
                return Fraction(other == name) if inner is None else of(inner)
            case Arithmetic(sign, left, right) if sign in "+-":
                first, second = of(left), of(right)
                if first is None or second is None:
                    return None
                return first + second if sign == "+" else first - second
            case Arithmetic(sign, left, right):
                factor, rest = (number(right), left) if number(right) is not None else (number(left), right)
                inner_slope = of(rest)
                if sign == "/" and factor is not None and rest is left and factor and inner_slope is not None:
                    return inner_slope / factor
                if sign == "*" and factor is not None and inner_slope is not None:
                    return inner_slope * factor
                return None if reads(part) else Fraction(0)
            case Call("ratio", (above, divisor)) if (whole := number(divisor)) and not reads(divisor):
                rise = of(above)
                return None if rise is None else rise / whole
            case Call("cases", arguments):
                return alike([*arguments[1::2], *arguments[-1:]])
            case Call(operation, arguments) if operation in PASSING:
                return alike(list(arguments))
        return None if reads(part) else Fraction(0)

    def number(part: Expression) -> Fraction | None:
        match part:
            case Number(value):
                return value
            case Name(name=other):
                return constant(other)
        return None

    def alike(parts: list[Expression]) -> Fraction | None:
        found = {of(part) for part in parts if reads(part)}
        return (found.pop() if found else Fraction(0)) if len(found) < 2 else None

    def reads(part: Expression) -> bool:
        return any(other == name or ((inner := below(other)) is not None and reads(inner)) for other in names(part))

    return of(tree)
