"""How far a formula moves with a name."""

from fractions import Fraction

import pytest

from kaohe.core.language import parse
from kaohe.core.results.slopes import slope

HIDDEN = {"balance": "opening + plus - 2 * minus"}
CONSTANTS = {"opening": Fraction(100), "percent": Fraction(60), "back.full": Fraction(77)}


@pytest.mark.parametrize(
    ("formula", "name", "found"),
    [
        ("opening + plus - minus", "minus", Fraction(-1)),
        ("cases(known(minus), min(cap, balance), balance)", "minus", Fraction(-2)),
        ("percent * plus / 100", "plus", Fraction(3, 5)),
        ("min(plus, 2 * plus)", "plus", None),
        ("cases(plus > 3, minus, 7 - minus)", "minus", None),
        ("ratio(plus, minus)", "plus", None),
        ("plus * minus", "plus", None),
        ("cases(plus > 3, opening, 7)", "plus", Fraction(0)),
        ("half_up(balance, 0.01) - opening", "plus", Fraction(1)),
        ("3 / plus", "plus", None),
        ("100 * ratio(plus, back.full)", "plus", Fraction(100, 77)),
        ("ratio(plus, opening + plus)", "plus", None),
    ],
)
def test_slope(formula: str, name: str, found: Fraction | None) -> None:
    def below(other: str) -> object:
        return parse(HIDDEN[other]) if other in HIDDEN else None

    assert slope(parse(formula), name, CONSTANTS.get, below) == found  # type: ignore[arg-type]
