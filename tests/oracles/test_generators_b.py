"""The generators of schemes 16, 18 and 22: repeatable, rich in boundaries, and judged by the oracles without error."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import get_args

import pytest

from tests.oracles import (
    bonus_pool,
    call_centre,
    data_bonus_pool,
    data_call_centre,
    data_support_centre,
    support_centre,
)
from tests.oracles.common import Outcome, Parameters, Span, Tables, fen
from tests.oracles.data_common import Generated, Mode

SCHEMES = {
    "16": (data_bonus_pool.generate, bonus_pool.assess),
    "18": (data_call_centre.generate, call_centre.assess),
    "22": (data_support_centre.generate, support_centre.assess),
}
Generate = Callable[[int, int, Mode], Generated]
Assess = Callable[[Tables, Parameters, Span], Outcome]


@pytest.mark.parametrize("mode", get_args(Mode))
@pytest.mark.parametrize(("generate", "assess"), SCHEMES.values(), ids=SCHEMES)
def test_generated(generate: Generate, assess: Assess, mode: Mode) -> None:
    tables, parameters, span, on_boundary = generate(1, 600, mode)
    assert (tables, parameters, span, on_boundary) == generate(1, 600, mode)
    outcome = assess(tables, parameters, span)
    unit_periods = len({key[:3] for key in outcome.nodes})
    assert 150 < unit_periods < 1200
    assert on_boundary >= unit_periods // (20 if mode == "thresholds" else 10**9)


@pytest.mark.parametrize("seed", range(6))
def test_pools_balance(seed: int) -> None:
    """What is shared and what is left over are the paid pools, to the fen (of groups whose persons are known)."""
    tables, parameters, span, _ = data_bonus_pool.generate(seed, 600, "thresholds")
    nodes = bonus_pool.assess(tables, parameters, span).nodes
    pots = [key[:3] for key in nodes if key[3] == "undistributed"]
    assert pots
    for pot in pots:
        paid, heads, share, rest = (
            nodes[(*pot, name)] for name in ("paid_pool", "eligible_heads", "share", "undistributed")
        )
        assert isinstance(paid, Fraction)
        assert isinstance(heads, Fraction)
        assert isinstance(rest, Fraction)
        spent = share * heads if isinstance(share, Fraction) else Fraction(0)
        assert paid == spent + rest
        assert fen(paid) == spent * 100 + fen(rest)
        assert 0 <= rest < max(heads, Fraction(1)) / 100 or not heads
