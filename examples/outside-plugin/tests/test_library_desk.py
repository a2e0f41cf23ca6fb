"""Every case of both versions is a test; the kit's checks are one line each."""

from pathlib import Path

import pytest
from kaohe.core.errors import KaoheError
from kaohe.core.tables import Tables
from kaohe.plugins import session
from kaohe.plugins.stores.settle import settle
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
VERSIONS = ["library-desk", "library-desk@2023"]
DATA = {
    "units": "unit,kind,name,parent\nD1,outlet,,\n",
    "events": "event,unit,kind,at,highest_level\nE1,D1,complaint,2023-12-03,department_manager\nE2,D1,complaint,2024-01-03,department_manager\n",
}


@pytest.mark.parametrize("case", [case for version in VERSIONS for case in cases(version)], ids=str)
def test_case(case):
    case.run()


@pytest.mark.parametrize("version", VERSIONS)
def test_every_change_of_the_document_fails_a_case(version):
    assert check_mutants(version) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_every_boundary(version):
    assert check_boundaries(version).problems == []


@pytest.mark.parametrize("version", VERSIONS)
def test_what_holds_for_every_scheme(version):
    assert check_properties(version) + check_ledger(version) == []


@pytest.mark.parametrize("version", VERSIONS)
def test_quotes(version):
    assert check_quotes(version, sources(RULES)) == []


def test_a_month_is_judged_by_the_version_in_force():
    tables = Tables.from_text(DATA)
    for period, version, total in (("2023-12", "2023", "96.00"), ("2024-01", "2024", "94.00")):
        results = session.score(tables, session.load_all(["library-desk"], tables=tables, period=period), period)
        assert [scheme["version"] for scheme in results.document()["schemes"]] == [version]
        assert [node["shown"] for node in results.document()["nodes"] if node["node"] == "total"] == [total]
    with pytest.raises(
        KaoheError, match="judged by more than one version of library-desk: version 2024 from 2024-01-01"
    ):
        session.load_all(["library-desk"], tables=tables)


def test_a_store_holds_what_one_version_judges(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    for table, text in DATA.items():
        (data / f"{table}.csv").write_text(text, encoding="utf-8")
    store = tmp_path / "desks.store"
    settle(store, str(data), ["library-desk"], (), None, period="2023-12")
    with pytest.raises(KaoheError, match="settle what the later version judges into a store of its own"):
        settle(store, str(data), (), (), None, period="2024-01")


def test_versions_are_compared_on_the_same_data():
    tables = Tables.from_text(DATA)
    both = ["library-desk@2023", "library-desk@2024"]
    results = session.score(tables, session.load_all(both), "2024-01")
    totals = {node["scheme"]: node["shown"] for node in results.document()["nodes"] if node["node"] == "total"}
    assert totals == {"library-desk@2023": "96.00", "library-desk@2024": "94.00"}
