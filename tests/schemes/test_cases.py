"""Every case of every scheme, on both engines."""

from __future__ import annotations

import pytest

from kaohe.plugins.host import Host
from kaohe.plugins.testing import Case, cases

SCHEMES = [source.id for source in Host().schemes()]
ALL = [case for scheme in SCHEMES for case in cases(scheme)]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.scheme}: {case}")
def test_case_on_polars(case: Case) -> None:
    case.run("polars")


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.scheme}: {case}")
def test_case_on_duckdb(case: Case) -> None:
    case.run("duckdb")
