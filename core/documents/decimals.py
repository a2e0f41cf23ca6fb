"""Numbers as they stand in documents and settings: plain decimals of a size that a rule can have."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from kaohe.core.errors import KaoheError

DIGITS = 20
"""At most so many digits before the point, and so many behind it."""


def decimal(text: str) -> Decimal:
    """The number written, exact. Raises ValueError for text that is none, KaoheError for one that no rule can have.

    >>> decimal("0.50"), decimal("1_000")
    (Decimal('0.50'), Decimal('1000'))
    """
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is no number") from None
    if not number.is_finite():
        raise KaoheError(f"{text} is no number that a rule can have", "write a decimal like 0.5")
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int) or len(digits) + exponent > DIGITS or exponent < -DIGITS:
        raise KaoheError(f"the number {text} has more digits than a rule can have", f"at most {DIGITS} on each side")
    return number
