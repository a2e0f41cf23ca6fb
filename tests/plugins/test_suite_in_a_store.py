"""A suite settled month by month: the links hold over the stored months, and so does the scope."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kaohe.cli.main import main

GROUP = Path("examples/telecom-group")


def score(data: Path, *more: str) -> Result:
    return CliRunner().invoke(main, ["score", str(data), *more])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("settled") / "group.store"
    for month in ("2014-01", "2014-02"):
        done = score(GROUP, "-s", "chengdu", "--period", month, "-o", str(path))
        assert (done.exit_code, done.stderr) == (0, "")
        assert f"settled {month}: chengdu-branch-monthly " in done.stdout
    return path


def test_the_fund_of_february_stands_on_the_stored_january(store: Path) -> None:
    shown = ("--period", "2014-02", "--unit", "P", "--format", "json")
    stored, once = score(store, *shown), score(GROUP, "-s", "chengdu", *shown)
    assert (stored.exit_code, once.exit_code) == (0, 0)
    balances = [
        [line for line in done.stdout.splitlines() if '"fund_in_year_to_date"' in line] for done in (stored, once)
    ]
    assert balances[0] == balances[1] != []


def test_another_scope_is_another_rule(store: Path, tmp_path: Path) -> None:
    copy = tmp_path / "group"
    shutil.copytree(GROUP / "data", copy / "data")
    config = (GROUP / "kaohe.toml").read_text("utf-8")
    (copy / "kaohe.toml").write_text(config.replace('chengdu = ["R1", "R2"]', 'chengdu = ["R1"]'), "utf-8")
    done = score(copy, "-s", "chengdu", "--period", "2014-03", "-o", str(store))
    assert done.exit_code == 1
    assert "the setting scope.chengdu-branch-monthly is ['R1'], the store was settled with ['R1', 'R2']" in done.stderr
