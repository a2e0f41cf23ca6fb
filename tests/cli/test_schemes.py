"""``kaohe schemes`` and ``kaohe plugins``."""

from __future__ import annotations

from click.testing import CliRunner

from kaohe.cli.main import main

IDS = [
    "bank-call-centre",
    "chengdu-branch-monthly",
    "chengdu-event-penalty",
    "chengdu-indicator-panel",
    "chengdu-service-fund",
    "frontdesk-bonus-pool",
    "gov-support-centre",
    "gulin-accountability",
]


def test_the_schemes_are_listed_with_their_titles() -> None:
    done = CliRunner().invoke(main, ["schemes"])
    assert (done.exit_code, done.stderr) == (0, "")
    lines = {line.split()[0]: line for line in done.stdout.splitlines() if line.strip()}
    assert [name for name in lines if name in IDS] == IDS
    assert all("broken" not in lines[name] for name in IDS)


def test_with_plugins_each_line_says_whence_it_comes() -> None:
    done = CliRunner().invoke(main, ["schemes", "--plugins"])
    assert done.exit_code == 0
    lines = [line for line in done.stdout.splitlines() if line.split()[:1] == ["bank-call-centre"]]
    assert lines
    assert "kaohe 0.1.0" in lines[0]


def test_plugins_says_what_each_gives() -> None:
    done = CliRunner().invoke(main, ["plugins"])
    assert done.exit_code == 0
    assert "engines: polars, duckdb" in done.stdout
    assert "schemes: bank-call-centre" in done.stdout
