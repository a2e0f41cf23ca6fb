"""The checks of the testing kit on every scheme: a seeded sample by default, all of it with ``--full``."""

from __future__ import annotations

import pytest

from kaohe.plugins.host import Host
from kaohe.plugins.testing import check_boundaries, check_ledger, check_mutants, check_properties

SCHEMES = [source.id for source in Host().schemes()]


@pytest.mark.parametrize("scheme", SCHEMES)
def test_some_mutants_fail_a_case(scheme: str) -> None:
    assert check_mutants(scheme, size=1) == []


@pytest.mark.full
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_mutant_fails_a_case(scheme: str) -> None:
    assert check_mutants(scheme) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_some_boundaries(scheme: str) -> None:
    assert check_boundaries(scheme, engines=["polars"], size=1).problems == []


@pytest.mark.full
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_boundary(scheme: str) -> None:
    assert check_boundaries(scheme).problems == []


@pytest.mark.full
@pytest.mark.parametrize("scheme", SCHEMES)
def test_properties(scheme: str) -> None:
    assert check_properties(scheme) == []


@pytest.mark.parametrize("scheme", [name for name in SCHEMES if "service-fund" in name])
def test_some_ledgers_balance(scheme: str) -> None:
    assert check_ledger(scheme) == []


@pytest.mark.full
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_ledger_balances(scheme: str) -> None:
    assert check_ledger(scheme) == []
