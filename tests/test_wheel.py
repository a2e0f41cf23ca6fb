"""The wheel holds every tracked file of the rooms and of the example data, and nothing else."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("core", "plugins", "schemes", "cli")
EXAMPLES = ("examples/anatel/", "examples/telecom-group/")
DATA = {".csv", ".md", ".toml"}


def tracked() -> list[str]:
    """Tracked files, and new ones that are not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [name for name in done.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_the_wheel_holds_the_tracked_files(tmp_path: Path) -> None:
    pytest.importorskip("setuptools", minversion="77")
    names = tracked()
    for name in names:
        place = tmp_path / "source" / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, place)
    code = "import sys; from setuptools.build_meta import build_wheel; build_wheel(sys.argv[1])"
    subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], cwd=tmp_path / "source", check=True, capture_output=True
    )
    (wheel,) = tmp_path.glob("*.whl")
    held = {name.removeprefix("kaohe/") for name in ZipFile(wheel).namelist() if name.startswith("kaohe/")}
    rooms = {name for name in names if name.split("/")[0] in ROOMS}
    examples = {name for name in names if name.startswith(EXAMPLES) and Path(name).suffix in DATA}
    assert held == rooms | examples
