"""Every case of cases.toml is a test; the kit's checks are one line each."""

from pathlib import Path

import pytest
from kaohe.plugins.testing import (
    cases,
    check_boundaries,
    check_ledger,
    check_mutants,
    check_properties,
    check_quotes,
    sources,
)

RULES = Path(__file__).parents[1] / "rules"


@pytest.mark.parametrize("case", cases("library-desk"), ids=str)
def test_case(case):
    case.run()


def test_every_change_of_the_document_fails_a_case():
    assert check_mutants("library-desk") == []


def test_every_boundary():
    assert check_boundaries("library-desk").problems == []


def test_what_holds_for_every_scheme():
    assert check_properties("library-desk") + check_ledger("library-desk") == []


def test_quotes():
    assert check_quotes("library-desk", sources(RULES)) == []
