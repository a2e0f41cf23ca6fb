"""Twelve months settled one at a time, each from its own files, are the year settled at once, byte for byte."""

from pathlib import Path

import pytest

from tests.plugins.stores.months import DATA, MONTHS, due, files, replay, settled

GROUPS = [
    ["chengdu-branch-monthly", "chengdu-event-penalty", "frontdesk-bonus-pool"],
    ["chengdu-service-fund"],
    ["gulin-accountability"],
    pytest.param(["gov-support-centre"], marks=pytest.mark.full),
]


@pytest.mark.parametrize("schemes", GROUPS, ids=lambda schemes: "+".join(schemes))
def test_a_replay_gives_the_bytes_of_one_run_over_the_year(schemes: list[str], tmp_path: Path) -> None:
    one_by_one = replay(tmp_path, schemes)
    periods = [period for month in MONTHS for period in due(schemes, month)]
    at_once = tmp_path / "year.store"
    settled(at_once, str(DATA), schemes, periods)
    found, expected = (files(store, "results", "postings") for store in (one_by_one, at_once))
    assert list(found) == list(expected)
    assert [path for path in found if found[path] != expected[path]] == []
    assert len(files(one_by_one, "runs")) == len([month for month in MONTHS if due(schemes, month)])
