"""The pages show the real output of the real commands, and the real count of clauses left out."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kaohe.plugins import session
from kaohe.plugins.host import Host

ROOT = Path(__file__).parents[2]
READMES = ["README.md", "README.zh-CN.md"]
PAGES = [*READMES, *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").glob("*.md"))]
SHOWN = re.compile(r"^```console\n\$ kaohe ([^\n]*)\n((?:(?!```)[^\n]*\n)*)```$", re.MULTILINE)
AUTHORING = "docs/authoring.md"  # its commands build on its text: see test_authoring.py
COMMANDS = {"explain", "score", "template", "check", "compare"}
RUN = [
    "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/kaohe demo",
    "python3 -m venv .venv && .venv/bin/pip install -q tox && .venv/bin/tox",
]


def written(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def unpadded(text: str) -> str:
    """Without the blanks at the ends of lines, which pad a table to its width."""
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())


@pytest.mark.parametrize("page", [page for page in PAGES if SHOWN.search(written(page)) and page != AUTHORING])
def test_the_output_shown_is_the_output(page: str, tmp_path: Path) -> None:
    """One after the other in one folder, so that a command may use what an earlier one wrote."""
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    env = {name: value for name, value in os.environ.items() if name != "COLUMNS"} | {"PYTHONUTF8": "1"}
    for command, output in SHOWN.findall(written(page)):
        run = [sys.executable, "-c", "from kaohe.cli.main import main; main()", *shlex.split(command)]
        done = subprocess.run(run, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
        assert unpadded(done.stdout + done.stderr) == unpadded(output), command


@pytest.mark.parametrize("page", READMES)
def test_the_readme_shows_what_it_says(page: str) -> None:
    assert {command.split()[0] for command, _ in SHOWN.findall(written(page))} == COMMANDS
    assert re.findall(r"```sh\n(.*?)\n```", written(page), re.DOTALL) == RUN


def test_the_readmes_show_the_same_commands() -> None:
    english, chinese = ([command for command, _ in SHOWN.findall(written(page))] for page in READMES)
    assert [command.removesuffix(" --lang zh") for command in chinese] == english


@pytest.mark.parametrize("page", READMES)
def test_the_table_lists_every_scheme(page: str) -> None:
    for source in Host().schemes():
        scheme = session.load(source.id)
        rows = re.findall(rf"^\| `{scheme.id}` \|.*$", written(page), re.MULTILINE)
        assert [row.split("|")[-2].strip() for row in rows] == [str(len(scheme.not_modelled))], scheme.id


@pytest.mark.parametrize("page", PAGES)
def test_the_links_lead_somewhere(page: str) -> None:
    for link in re.findall(r"\]\(([^)#:]+)\)", written(page)):
        assert ((ROOT / page).parent / link).exists(), link


def test_the_readme_links_every_page() -> None:
    for page in READMES:
        assert [path for path in PAGES[2:] if f"({path})" not in written(page)] == []
