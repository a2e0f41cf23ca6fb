"""Suites: one name for the schemes of one document; the core knows none of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from kaohe.cli.main import main
from kaohe.core.errors import KaoheError
from kaohe.plugins import session
from kaohe.plugins.suites import expanded, members

SUITES = {suite.id: suite for suite in session.host().suites()}


def test_the_three_suites_hold_the_schemes_of_their_organisation() -> None:
    sizes = {name: len(suite.schemes) for name, suite in SUITES.items()}
    assert sizes == {"chengdu": 8, "gulin": 6, "unicom": 6}
    for name, suite in SUITES.items():
        assert suite.zh and suite.en
        homes = {session.host().scheme_source(id_).path.parent.parent.name for id_ in suite.schemes}
        assert homes == {name}


def test_every_scheme_beside_a_suite_is_in_it() -> None:
    for name, suite in SUITES.items():
        beside = {source.id for source in session.host().schemes() if source.path.parent.parent.name == name}
        assert beside == set(suite.schemes)


def test_a_suite_stands_for_its_schemes_and_each_runs_once() -> None:
    found = expanded(session.host(), ["chengdu-service-fund", "chengdu", "bank-call-centre[peer_group=line]"])
    assert found[0] == "chengdu-service-fund"
    assert sorted(found[:-1]) == sorted(SUITES["chengdu"].schemes)
    assert found[-1] == "bank-call-centre[peer_group=line]"


@pytest.mark.parametrize("spec", ["chengdu[opening=90]", "chengdu@2014"])
def test_a_suite_takes_no_settings(spec: str) -> None:
    with pytest.raises(KaoheError, match="is a suite of 8 schemes") as error:
        expanded(session.host(), [spec])
    assert "--set chengdu-branch-monthly:NAME=VALUE" in str(error.value)


def test_showing_a_suite_names_its_schemes() -> None:
    done = CliRunner().invoke(main, ["show", "gulin"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "gulin is a suite of schemes; name one of them: gulin-area-contract, " in done.stderr


def test_the_list_of_schemes_ends_with_the_suites() -> None:
    page = CliRunner().invoke(main, ["schemes"]).stdout
    lines = [line.split()[0] for line in page.splitlines() if line.strip()]
    assert [line for line in lines if line in SUITES] == list(SUITES)


def test_what_is_said_of_a_scheme_goes_before_its_suite() -> None:
    said = members(session.host(), {"chengdu": ["B01", "B02"], "chengdu-service-fund": "P"})
    assert said["chengdu-service-fund"] == ("P",)
    assert said["chengdu-bulletin"] == ("B01", "B02")
    assert len(said) == 8


def test_a_scope_of_an_unknown_scheme_names_the_nearest() -> None:
    with pytest.raises(KaoheError, match="'chengd', which is no scheme or suite; did you mean 'chengdu'"):
        members(session.host(), {"chengd": ["B01"]})


def test_no_room_but_schemes_names_a_suite_or_a_scheme_of_one() -> None:
    root = Path(__file__).parents[2]
    names = {*SUITES, *(id_ for suite in SUITES.values() for id_ in suite.schemes)}
    for path in (root / "core").rglob("*.py"):
        words = set(path.read_text("utf-8").replace('"', " ").replace("'", " ").split())
        assert not words & names, path
