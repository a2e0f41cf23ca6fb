"""A seeded sample of the comparison with the oracles; ``benchmarks/oracles.py`` runs all of it and prints what differs."""

from __future__ import annotations

import pytest

from tests.oracles.data_common import Mode
from tests.oracles_vs.comparing import compare, compare_changed
from tests.oracles_vs.report import Report
from tests.oracles_vs.subject import MODES
from tests.oracles_vs.subjects import SUBJECTS

SEEDS = (100, 101, 102)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", SUBJECTS)
def test_no_value_differs_from_the_oracle(name: str, mode: Mode) -> None:
    found = Report()
    for seed in SEEDS:
        found.add(compare(SUBJECTS[name], seed, 200, mode))
    assert found.mismatches == 0, found.examples
    assert found.values > 1000
    assert mode != "thresholds" or found.rich


@pytest.mark.parametrize("name", SUBJECTS)
def test_one_changed_number_is_noticed(name: str) -> None:
    assert compare_changed(SUBJECTS[name], 1200) > 0
