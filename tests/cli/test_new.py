"""``kaohe new`` writes a project that installs and passes its own tests as it stands."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from kaohe.cli.main import main


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "kaohe-clinic-monthly"
    done = CliRunner().invoke(main, ["new", "clinic-monthly", "-o", str(folder), "--organisation", "某医院"])
    assert (done.exit_code, done.stderr) == (0, "")
    return folder


def test_the_project_is_whole(project: Path) -> None:
    files = sorted(path.relative_to(project).as_posix() for path in project.rglob("*") if path.is_file())
    assert files == [
        ".gitignore",
        "README.md",
        "kaohe_clinic_monthly/__init__.py",
        "kaohe_clinic_monthly/cases.toml",
        "kaohe_clinic_monthly/clinic-monthly.text.toml",
        "kaohe_clinic_monthly/clinic-monthly.toml",
        "kaohe_clinic_monthly/survivors.toml",
        "pyproject.toml",
        "tests/test_cases.py",
    ]
    for path in project.rglob("*.toml"):
        tomllib.loads(path.read_text(encoding="utf-8"))
    assert not any("$" in path.read_text(encoding="utf-8") for path in project.rglob("*") if path.is_file())


def test_it_passes_its_own_tests(project: Path, tmp_path: Path) -> None:
    pytest.importorskip("setuptools", minversion="77")
    site = tmp_path / "site"
    pip = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--no-build-isolation", "--target", str(site)]
    subprocess.run([*pip, str(project)], check=True)
    environment = {**os.environ, "PYTHONPATH": str(site)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "11 passed" in done.stdout


@pytest.mark.parametrize("wrong", [["Clinic"], ["a_b"], ["a", "--zh", 'x"y']])
def test_what_would_not_work_is_refused(wrong: list[str], tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["new", *wrong, "-o", str(tmp_path / "x")])
    assert done.exit_code == 2
    assert not (tmp_path / "x").exists()


def test_a_folder_that_exists_is_left_alone(tmp_path: Path) -> None:
    assert CliRunner().invoke(main, ["new", "a", "-o", str(tmp_path)]).exit_code == 2
