"""The README shows the real output of the real commands, and the real count of clauses left out."""

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
README = (ROOT / "README.md").read_text("utf-8")
SHOWN = re.findall(r"```console\n\$ kaohe (.*?)\n(.*?)\n```", README, re.DOTALL)


@pytest.mark.parametrize(("command", "output"), SHOWN, ids=[command for command, _ in SHOWN])
def test_the_output_shown_is_the_output(command: str, output: str) -> None:
    env = {name: value for name, value in os.environ.items() if name != "COLUMNS"} | {"PYTHONUTF8": "1"}
    run = [sys.executable, "-c", "from kaohe.cli.main import main; main()", *shlex.split(command)]
    done = subprocess.run(run, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert (done.stdout + done.stderr).rstrip() == output


def test_the_table_lists_every_scheme() -> None:
    for source in Host().schemes():
        scheme = session.load(source.id)
        assert re.search(rf"\| `{scheme.id}` \|.*\| {len(scheme.not_modelled)} \|", README), scheme.id
    assert len(SHOWN) >= 2
