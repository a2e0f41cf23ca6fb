"""Every case of every scheme on Polars, every printed example on DuckDB too, with ``--full`` every case."""

from __future__ import annotations

import pytest

from kaohe.plugins.host import Host
from kaohe.plugins.testing import Case, cases

SCHEMES = [source.id for source in Host().schemes()]
ALL = [case for scheme in SCHEMES for case in cases(scheme)]


def _named(case: Case) -> str:
    return f"{case.scheme}: {case}"


@pytest.mark.parametrize("case", ALL, ids=_named)
def test_case_on_polars(case: Case) -> None:
    case.run("polars")


@pytest.mark.parametrize("case", [case for case in ALL if case.tag], ids=_named)
def test_example_on_duckdb(case: Case) -> None:
    case.run("duckdb")


@pytest.mark.full
@pytest.mark.parametrize("case", [case for case in ALL if not case.tag], ids=_named)
def test_other_case_on_duckdb(case: Case) -> None:
    case.run("duckdb")
