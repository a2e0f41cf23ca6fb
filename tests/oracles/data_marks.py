"""Plumbing of the generators: marks whose weighted mean is a given number, by several raters, roles and full marks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random

from tests.oracles.common import Row
from tests.oracles.data_common import Mode

ROLES = ("", "leader", "customer")


def text_of(value: Fraction) -> str:
    """A number that ends, as a plain decimal."""
    return f"{Decimal(value.numerator) / Decimal(value.denominator):f}"


def aimed(rng: Random, mode: Mode, targets: Sequence[Fraction], weights: Sequence[Fraction]) -> list[Fraction]:
    """Marks of 0 to 100 by mode: anything, a few whole ones, or such that the weighted mean is a target or beside it."""
    many = len(weights)
    if mode == "random" or (mode == "thresholds" and rng.random() < 0.2):
        return [Fraction(rng.randint(3000, 10000), 100) for _ in range(many)]
    if mode == "ties":
        return [Fraction(rng.choice((60, 70, 80, 90, 100))) for _ in range(many)]
    found = [rng.choice(targets)] * many
    for _ in range(many):
        one, other = rng.sample(range(many), 2)
        step = Fraction(rng.choice((1, 2, 5, 8)), 2)
        up, down = found[one] + step * weights[other], found[other] - step * weights[one]
        if up <= 100 and down >= 0:
            found[one], found[other] = up, down
    if mode == "near_ties" or rng.random() < 0.3:
        one, beside = rng.randrange(many), rng.choice((-1, 0, 1)) * Fraction(1, 10 ** rng.randint(2, 5))
        if 0 <= found[one] + beside <= 100:
            found[one] += beside
    return found


def rated(
    rng: Random, unit: str, period: str, marks: dict[str, Fraction], scheme: str, roles: Sequence[str] = ROLES
) -> list[Row]:
    """Rows that make these marks: one rater, two raters around the mark, or two roles around it."""
    rows: list[Row] = []
    for leaf, mark in marks.items():
        item = leaf if rng.random() < 0.8 else f"{scheme}/{leaf}"
        full = rng.choice(("", "", "", "100", "50", "10"))
        roll, apart = rng.random(), min(mark, 100 - mark, Fraction(rng.randint(0, 6)))
        role = rng.choice(roles)
        pairs = [(role, mark)]
        if roll < 0.1:
            pairs = [(role, mark - apart), (role, mark + apart)]
        elif roll < 0.2:
            one, other = rng.sample(list(roles), 2)
            pairs = [(one, mark - apart), (one, mark - apart), (other, mark + apart)]
        for rater, (role, score) in enumerate(pairs):
            cells = {"score": text_of(score * Fraction(full or 100) / 100), "full": full, "role": role}
            rows.append({"unit": unit, "period": period, "item": item, "rater": f"R{rater}", **cells})
    return rows
