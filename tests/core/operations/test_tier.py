"""tier: columns and fractions agree."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, one, refused

TABLES: dict[str, object] = {
    "bonus": {"90": Fraction("0.5"), "100": Fraction(50), "95": Fraction(20)},
    "letters": {"95": "A", "0": "C", "90": "B"},
    "limits": {"60": Fraction(100), "95": Fraction(80), "above": Fraction(0)},
    "signs": {"-5": Fraction(-1), "0": Fraction(0), "1": Fraction(1)},
}
CASES = {
    "rate": "in_percent(n, d)",
    "near": "in_percent(p, q)",
    "mix": "0.7 * rate + 0.3 * near",
    "data": "tier(x, bonus)",
    "nothing_": "tier(y, bonus)",
    "quotient": "tier(rate, bonus)",
    "near_": "tier(near, bonus)",
    "mixed": "tier(mix, bonus)",
    "codes": "tier(rate, letters)",
    "nil": "tier(absent, bonus)",
    "whole": "tier(k, signs)",
    "truth": "tier(sure, signs)",
    "upper": "tier(rate, limits)",
    "upper_whole": "tier(k, limits)",
    "upper_near": "tier(near, limits)",
    "upper_nothing": "tier(y, limits)",
    "double": "tier(2 * rate - 90, bonus)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine, constants=TABLES, in_doubt=0.15)


@BOTH
def test_lower_bounds_are_inclusive(engine: Engine) -> None:
    found = [one(f"tier({x}, bonus)", engine, TABLES) for x in ("100", "99.99", "95", "94.999999999999", "89.9")]
    assert found == [50, 20, 20, Fraction("0.5"), None]


@BOTH
def test_upper_bounds_are_inclusive(engine: Engine) -> None:
    found = [one(f"tier({x}, limits)", engine, TABLES) for x in ("0", "60", "60.000000000001", "95", "95.01")]
    assert found == [100, 100, 80, 80, 0]


def test_what_is_refused() -> None:
    assert "lower bounds" in refused("tier(x, 5)")
    assert "different kinds" in refused("tier(x, odd)", {"odd": {"1": "a", "2": 2}})
