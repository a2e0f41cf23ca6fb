"""Twelve months settled one at a time, each from its own files, are the year settled at once, byte for byte."""

from pathlib import Path

import pytest

from kaohe.plugins import session
from tests.plugins.stores.months import GROUP, MONTHS, due, files, replay, settled

GROUPS = [
    ["chengdu-branch-monthly", "chengdu-event-penalty", "frontdesk-bonus-pool"],
    ["gulin-accountability"],
    ["gov-business-incentive"],
    pytest.param(["chengdu"], marks=pytest.mark.full),
    pytest.param(["gulin"], marks=pytest.mark.full),
    pytest.param(["gov-support-centre"], marks=pytest.mark.full),
    pytest.param([source.id for source in session.host().schemes()], marks=pytest.mark.full, id="every scheme"),
]


@pytest.mark.parametrize("names", GROUPS, ids=lambda names: "+".join(names))
def test_a_replay_gives_the_bytes_of_one_run_over_the_year(names: list[str], tmp_path: Path) -> None:
    one_by_one = replay(tmp_path, names)
    at_once = tmp_path / "year.store"
    settled(at_once, str(GROUP), names, [period for month in MONTHS for period in due(names, month)])
    found, expected = (files(store, "results", "postings") for store in (one_by_one, at_once))
    assert list(found) == list(expected)
    assert [path for path in found if found[path] != expected[path]] == []
    assert len(files(one_by_one, "runs")) == sum(bool(due(names, month)) for month in MONTHS)
