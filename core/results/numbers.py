"""Numbers as text: exact, and as people read them (C1). Nothing here ever becomes a float."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction

from kaohe.core.errors import KaoheError, did_you_mean

LONGEST = 12
PLACES = {
    "points": 2,
    "percent": 2,
    "yuan": 2,
    "number": 2,
    "count": 0,
    "yes_no": 0,
    "minutes": 2,
    "days": 2,
    "complaint_rate": 4,
}
WHOLE_IF_WHOLE = ("minutes", "days")
EPOCH = datetime(1970, 1, 1)


def plain(value: Fraction) -> tuple[str, str | None]:
    """The plain decimal of ``value``; if it does not end within 12 places, rounded half-up there, with the fraction.

    >>> plain(Fraction(497, 5)), plain(Fraction(1225, 12))
    (('99.4', None), ('102.083333333333', '1225/12'))
    """
    if value.denominator == 1:
        return (str(value.numerator), None)
    text = rounded(value, LONGEST)
    if 10**LONGEST % value.denominator == 0:
        return (text.rstrip("0").rstrip("."), None)
    return (text, f"{value.numerator}/{value.denominator}")


def exactly(value: str, exact: str | None = None) -> Fraction:
    """The number that :func:`plain` wrote."""
    return Fraction(exact if exact is not None else value)


def rounded(value: Fraction, places: int) -> str:
    """``value`` with exactly ``places`` decimals, halves away from zero, never ``-0``.

    >>> rounded(Fraction(-1, 200), 2), rounded(Fraction(-1, 300), 2)
    ('-0.01', '0.00')
    """
    top, bottom = value.numerator, value.denominator
    units = (2 * abs(top) * 10**places + bottom) // (2 * bottom)
    sign = "-" if top < 0 and units else ""
    digits = str(units).zfill(places + 1)
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else sign + digits


def places_of(quantity: str) -> int:
    """How many decimals a value of this quantity is shown with."""
    if quantity not in PLACES:
        raise KaoheError(f"'{quantity}' is not a quantity that is shown as a number", did_you_mean(quantity, PLACES))
    return PLACES[quantity]


def shown(value: Fraction, quantity: str) -> str:
    """``value`` as displayed (C1): counts with no decimals, yes/no as 1/0, all else with 2 (the complaint rate with 4).

    >>> shown(Fraction(94995, 1000), "points"), shown(Fraction(3), "count"), shown(Fraction(1, 8), "complaint_rate")
    ('95.00', '3', '0.1250')
    """
    return rounded(value, places_of(quantity))


def shown_plainly(value: Fraction, threshold: Fraction, quantity: str) -> str:
    """``value`` with as many digits as show on which side of ``threshold`` it lies; whole minutes and days stay whole.

    >>> shown_plainly(Fraction(94995, 1000), Fraction(95), "percent")
    '94.995'
    """
    places = 0 if quantity in WHOLE_IF_WHOLE and value.denominator == 1 else places_of(quantity)
    if value == threshold:
        return rounded(value, max(places, _decimals(threshold)))
    while True:
        text = rounded(value, places)
        apart = Fraction(text) - threshold
        if apart and (apart < 0) == (value < threshold):
            return text
        places += 1


def moment(seconds: int) -> str:
    """Seconds since 1970-01-01 as a date, with the time of day unless that is the day's first or last second.

    >>> moment(86399), moment(3600)
    ('1970-01-01', '1970-01-01 01:00:00')
    """
    at = EPOCH + timedelta(seconds=seconds)
    return at.date().isoformat() if seconds % 86400 in (0, 86399) else at.isoformat(sep=" ")


def _decimals(value: Fraction) -> int:
    text, exact = plain(value)
    return 0 if exact or "." not in text else len(text.partition(".")[2])
