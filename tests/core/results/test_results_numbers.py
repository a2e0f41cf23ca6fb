"""Numbers as text, against definitions written with decimal and fractions."""

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.core.errors import KaoheError
from kaohe.core.results.numbers import PLACES, exactly, moment, plain, rounded, shown, shown_plainly
from kaohe.core.results.texts import is_number

fractions = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
near_halves = st.builds(
    lambda n, d, e: Fraction(n, 1000) + Fraction(d, 10**e),
    st.integers(-(10**6), 10**6),
    st.integers(-1, 1),
    st.integers(3, 14),
)
quantities = st.sampled_from([quantity for quantity in PLACES if quantity not in ("minutes", "days")])


def half_up(value: Fraction, places: int) -> str:
    with localcontext() as context:
        context.prec = 200
        exact = Decimal(value.numerator) / Decimal(value.denominator)
        text = f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):f}"
    return text.removeprefix("-") if not Fraction(text) else text


@given(fractions | near_halves, st.integers(0, 14))
def test_rounded_is_half_up_away_from_zero(value: Fraction, places: int) -> None:
    assert rounded(value, places) == half_up(value, places)


@given(fractions | near_halves)
def test_plain_and_exact_give_the_number_back(value: Fraction) -> None:
    text, exact = plain(value)
    assert exactly(text, exact) == value
    assert is_number(text)
    assert (exact is None) == (Fraction(text) == value)
    assert abs(Fraction(text) - value) <= Fraction(1, 2 * 10**12)


@pytest.mark.parametrize(
    ("value", "text", "exact"),
    [
        (Fraction(1225, 12), "102.083333333333", "1225/12"),
        (Fraction(2, 3), "0.666666666667", "2/3"),
        (Fraction(-2, 3), "-0.666666666667", "-2/3"),
        (Fraction(100), "100", None),
        (Fraction(-1, 2), "-0.5", None),
        (Fraction(0), "0", None),
        (Fraction(1, 10**13), "0.000000000000", "1/10000000000000"),
    ],
)
def test_plain(value: Fraction, text: str, exact: str | None) -> None:
    assert plain(value) == (text, exact)


@pytest.mark.parametrize(
    ("value", "quantity", "text"),
    [
        ("94.995", "points", "95.00"),
        ("94.994999", "percent", "94.99"),
        ("-0.005", "yuan", "-0.01"),
        ("-0.004", "yuan", "0.00"),
        ("0.12345", "complaint_rate", "0.1235"),
        ("3", "count", "3"),
        ("2.5", "count", "3"),
        ("1", "yes_no", "1"),
        ("60", "minutes", "60.00"),
        ("60.5", "minutes", "60.50"),
    ],
)
def test_shown(value: str, quantity: str, text: str) -> None:
    assert shown(Fraction(value), quantity) == text


def test_an_unknown_quantity_is_named() -> None:
    with pytest.raises(KaoheError, match="did you mean 'points'"):
        shown(Fraction(1), "point")


@pytest.mark.parametrize(
    ("value", "threshold", "text"),
    [
        ("94.995", "95", "94.995"),
        ("94.9999999", "95", "94.9999999"),
        ("95", "95", "95.00"),
        ("95.004", "95", "95.004"),
        ("95.005", "95.005", "95.005"),
        ("94.2", "95", "94.20"),
    ],
)
def test_shown_plainly(value: str, threshold: str, text: str) -> None:
    assert shown_plainly(Fraction(value), Fraction(threshold), "percent") == text


@given(fractions, fractions | st.integers(-3, 3).map(lambda n: Fraction(n, 10**9)), quantities, st.booleans())
def test_shown_plainly_shows_the_verdict(value: Fraction, other: Fraction, quantity: str, close: bool) -> None:
    threshold = value + other / 10**6 if close else other
    text = Fraction(shown_plainly(value, threshold, quantity))
    if value != threshold:
        assert (text < threshold, text > threshold) == (value < threshold, value > threshold)


def test_moments() -> None:
    day = 86400 * 15446
    assert (moment(day), moment(day + 86399), moment(day + 61)) == ("2012-04-16", "2012-04-16", "2012-04-16 00:01:01")
