"""What docs/authoring.md tells an author to do, done: the project it leads to passes its own tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from kaohe.cli.main import main

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "authoring.md").read_text("utf-8")
STEPS = re.compile(r"^```(?:toml file=(\S+)\n(.*?)|console\n\$ kaohe ([^\n]*)\n(.*?))^```$", re.MULTILINE | re.DOTALL)


def test_the_page_leads_to_a_tested_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("setuptools", minversion="77")
    monkeypatch.chdir(tmp_path)
    project = tmp_path / "kaohe-clinic-monthly"
    for file, text, command, output in STEPS.findall(PAGE):
        if file:
            with (project / "kaohe_clinic_monthly" / file).open("a", encoding="utf-8") as target:
                target.write("\n" + text)
        else:
            done = CliRunner().invoke(main, command.split(), catch_exceptions=False)
            assert done.output == output, command
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--target", "site"]
    subprocess.run([*pip, str(project)], check=True)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    tried = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert "13 passed" in tried.stdout


def test_the_forms_named_are_in_the_documents_named() -> None:
    for document in set(re.findall(r"`([a-z-]+\.toml)`", PAGE)) - {
        "clinic-monthly.toml",
        "cases.toml",
        "survivors.toml",
    }:
        (path,) = (ROOT / "schemes").rglob(document)
        forms = [row.split("|")[2] for row in PAGE.splitlines() if row.startswith("|") and document in row]
        words = {
            word for form in forms for word in re.findall(r"\b(?:over|line|tier|peers|part_of|rest|like|parts)\b", form)
        }
        assert [word for word in words if not re.search(rf"\b{word}\b", path.read_text("utf-8"))] == [], document
