"""A run is in a store whole or not at all, whenever it is killed; two runs do not write at the same time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kaohe.core.errors import KaoheError
from kaohe.plugins.stores import commit, place
from kaohe.plugins.stores.store import Store
from tests.plugins.stores.books import correction, month, settle_month, store_of, tables
from tests.plugins.stores.months import files, settled, write

FOLDERS = ("results", "postings", "inputs", "runs")
KILLED = """
import os, sys
from pathlib import Path
from kaohe.plugins.stores.settle import settle
left, real = int(sys.argv[1]), Path.replace
def replace(self, target):
    global left
    if left == 0:
        os._exit(9)
    left -= 1
    return real(self, target)
Path.replace = replace
settle(Path(sys.argv[2]), sys.argv[3], (), (), None, period="2014-04")
"""


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("three"), range(1, 4))


@pytest.fixture
def store(three: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(three, tmp_path / "books.store"))


@pytest.mark.parametrize("moved", [0, 1, 9])
def test_a_killed_write_leaves_the_store_as_before(store: Path, tmp_path: Path, moved: int) -> None:
    data = write(tmp_path / "04", tables(4, [correction("E030", status="rejected", corrected_on="2014-04-09")]))
    whole = Path(shutil.copytree(store, tmp_path / "whole.store"))
    settled(whole, data, (), [month(4)])
    before, ledger = files(store, *FOLDERS), list(Store(store).postings())
    command = [sys.executable, "-c", KILLED, str(moved), str(store), data]
    assert subprocess.run(command, check=False).returncode == 9
    after = files(store, *FOLDERS)
    assert {path: after[path] for path in before} == before
    assert len(after) == len(before) + moved  # moved into place, but no manifest names them
    assert files(store, "runs") == {path: before[path] for path in before if path.startswith("runs")}
    assert list(Store(store).postings()) == ledger
    settled(store, data, (), [month(4)])
    assert files(store, "results", "postings", "inputs") == files(whole, "results", "postings", "inputs")


def test_what_a_killed_run_has_left_is_swept_away(store: Path) -> None:
    stray = store / place.postings("2014-07", "chengdu-event-penalty")
    stray.parent.mkdir()
    stray.write_bytes(b"half")
    (store / commit.ASIDE).mkdir()
    settle_month(store, 4)
    assert not stray.exists()
    assert not (store / commit.ASIDE).exists()


def test_a_run_that_fails_writes_nothing(store: Path, tmp_path: Path) -> None:
    before = files(store, *FOLDERS)
    data = write(tmp_path / "04", tables(4, [{"event": "X1", "unit": "P9", "kind": "complaint", "at": "2014-04-01"}]))
    with pytest.raises(KaoheError, match="unknown unit 'P9'"):
        settled(store, data, (), [month(4)])
    assert files(store, *FOLDERS) == before
    with pytest.raises(KaoheError, match="there is no table 'units'"):
        settled(tmp_path / "new.store", data, ["chengdu-event-penalty"], [month(4)])
    assert not (tmp_path / "new.store").exists()


def test_two_runs_do_not_write_at_once(store: Path) -> None:
    pytest.importorskip("fcntl")
    held = "import fcntl, sys, time; f = open(sys.argv[1], 'w'); fcntl.flock(f, fcntl.LOCK_EX); print(flush=True); time.sleep(600)"
    with subprocess.Popen([sys.executable, "-c", held, str(store / commit.LOCK)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(KaoheError, match="another run is writing into this store; run again later"):
            settle_month(store, 4)
        other.kill()
    assert settle_month(store, 4).settled


def test_a_run_that_another_has_overtaken_is_refused(store: Path) -> None:
    early = Store(store)
    settle_month(store, 4)
    with pytest.raises(KaoheError, match="another run has settled into this store meanwhile; run again"):
        commit.commit(early, Store(store).runs[-1], {})


@pytest.mark.parametrize("folder", ["postings", "inputs"])
def test_a_file_that_was_changed_by_hand_is_refused(store: Path, folder: str) -> None:
    path = store / min(files(store, folder))
    path.write_bytes(path.read_bytes() + b"\n")
    with pytest.raises(KaoheError, match="this file of the store has changed since it was written"):
        settle_month(store, 4)
    path.unlink()
    with pytest.raises(KaoheError, match="this file of the store is missing"):
        settle_month(store, 4)
