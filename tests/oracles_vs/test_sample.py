"""A seeded sample of the comparison with the oracles; ``benchmarks/oracles.py`` runs all of it and prints what differs.

Held here are the schemes and modes that agree in every value; the others are listed in docs/state.md.
"""

from __future__ import annotations

import pytest

from tests.oracles_vs.comparing import compare
from tests.oracles_vs.subjects import MODES

AGREED = [
    ("branch-monthly", "random"), ("event-penalty", "near_ties"), ("indicator-panel", "ties"), ("call-centre", "ties"),
    *((name, mode) for name in ("service-fund", "service-fund-linked", "bonus-pool") for mode in MODES),
]  # fmt: skip


@pytest.mark.parametrize(("name", "mode"), AGREED)
def test_no_value_differs_from_the_oracle(name: str, mode: str) -> None:
    found = compare(name, MODES.index(mode), 300, mode)  # type: ignore[arg-type]
    assert found.values > 400
    assert found.mismatches == 0, found.examples


@pytest.mark.parametrize("name", ["branch-monthly", "service-fund", "call-centre", "bonus-pool"])
def test_one_changed_number_is_noticed(name: str) -> None:
    mode = "ties" if name == "call-centre" else "random"
    assert compare(name, MODES.index(mode), 300, mode, changed=True).mismatches > 0  # type: ignore[arg-type]
