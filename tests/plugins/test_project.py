"""A folder of data that brings its kaohe.toml."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kaohe.cli.main import main

UNITS = "unit,kind,parent\nP,company,\nB1,branch,P\nB2,branch,P\n"
CONFIG = """
schemes = ["chengdu"]
[scope]
chengdu-branch-monthly = ["B1"]
[parameters.chengdu-branch-monthly]
opening = 93
"""
EVENTS = "event,unit,kind,at\nE1,B1,repeat_fault_report,2014-01-05\nE2,B2,repeat_fault_report,2014-01-05\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    home = tmp_path / "ours"
    (home / "data").mkdir(parents=True)
    (home / "data" / "units.csv").write_text(UNITS)
    (home / "data" / "events.csv").write_text(EVENTS)
    (home / "kaohe.toml").write_text(CONFIG)
    return home


def score(data: Path, *more: str) -> Result:
    return CliRunner().invoke(
        main, ["score", str(data), "-s", "chengdu-branch-monthly", "--period", "2014-01", "--illustrative", *more]
    )


def test_the_file_beside_the_data_decides(folder: Path) -> None:
    page = score(folder).stdout
    assert "92.00" in page
    assert "B2" not in page


def test_another_file_and_the_tables_alone_do_not_see_it(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text("[parameters.chengdu-branch-monthly]\nopening = 91\n")
    page = score(folder, "--config", str(other)).stdout
    assert "B2" in page and page.count("90.00") == 2
    page = score(folder / "data").stdout
    assert "B2" in page and page.count("99.00") == 2


def test_tables_may_lie_beside_the_file(folder: Path) -> None:
    for path in (folder / "data").iterdir():
        path.rename(folder / path.name)
    (folder / "data").rmdir()
    assert "92.00" in score(folder).stdout


def test_check_reads_the_same_folder(folder: Path) -> None:
    done = CliRunner().invoke(main, ["check", str(folder)])
    assert done.exit_code == 0
    assert "chengdu-branch-monthly: 1 of " in done.stdout
    assert "chengdu-annual-outcome: " in done.stdout


def test_a_scope_that_is_no_table_is_an_error(folder: Path) -> None:
    (folder / "kaohe.toml").write_text('scope = "B1"\n')
    done = score(folder)
    assert done.exit_code == 1
    assert "scope is not a table; write [scope]" in done.stderr


def test_all_stands_alone(folder: Path) -> None:
    done = score(folder, "--all")
    assert done.exit_code == 2
    assert "--all stands for every scheme: leave out -s" in done.stderr
