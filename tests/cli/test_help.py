"""``kaohe --help`` is quick, whole and true to the commands."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from kaohe.cli.main import Commands, main
from kaohe.cli.summaries import SUMMARIES

HEAVY = ("polars", "pydantic", "rich", "narwhals", "holidays", "fastexcel", "xlsxwriter", "duckdb")


def test_help_imports_nothing_heavy_and_no_command() -> None:
    code = (
        "import sys; from kaohe.cli.main import main; main(['--help'], standalone_mode=False);"
        "ours = ('kaohe.cli.', 'kaohe.schemes');"
        f"print([m for m in sys.modules if m.split('.')[0] in {HEAVY!r} or m.startswith(ours)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "['kaohe.cli.summaries', 'kaohe.cli.main']"


def test_every_command_of_the_house_is_listed_with_its_own_first_line() -> None:
    assert isinstance(main, Commands)
    context = click.Context(main)
    assert list(main.found)[: len(SUMMARIES)] == list(SUMMARIES)
    for name, summary in SUMMARIES.items():
        command = main.get_command(context, name)
        assert command is not None
        assert command.help is not None
        assert command.help.splitlines()[0] == summary


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_command_and_option_has_a_help_text(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help or isinstance(parameter.type, click.Choice | click.Path), parameter.name
    assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0


EXAMPLES = [
    example
    for name in SUMMARIES
    for example in re.findall(r"^ *(kaohe .*)$", str(main.get_command(click.Context(main), name).help), re.MULTILINE)  # type: ignore[union-attr]
]


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_examples_of_the_help_texts_run(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = Path(__file__).parents[2] / "examples" / "telecom-group" / "data"
    arguments = [str(data) if part == "data" else part for part in shlex.split(example)[1:]]
    monkeypatch.chdir(tmp_path)
    if "template" in arguments:
        arguments = shlex.split(example)[1:]
    done = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.output


def test_an_unknown_command_is_a_usage_error_that_names_the_nearest() -> None:
    done = CliRunner().invoke(main, ["scroe"])
    assert done.exit_code == 2
    assert "no such command 'scroe'; did you mean 'score'?" in done.stderr


def test_a_wrong_date_is_a_usage_error() -> None:
    done = CliRunner().invoke(main, ["score", "data", "--as-of", "31.12.2014"])
    assert done.exit_code == 2
    assert "is not a date" in done.stderr


def test_a_fault_is_one_line_on_stderr_and_exit_code_1() -> None:
    done = CliRunner().invoke(main, ["score", "no-such-folder", "-s", "no-such-scheme", "--format", "jsn"])
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith("Error: ")
    assert "Traceback" not in done.stderr
