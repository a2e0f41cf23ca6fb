"""``kaohe check DOCUMENT``: every fault by its line, nothing run."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kaohe.cli.main import main

CLINIC = Path(__file__).with_name("clinic.toml").read_text("utf-8")
CASES = tomllib.loads(Path(__file__).with_name("bad_documents.toml").read_text("utf-8"))["case"]


def check(folder: Path, text: str) -> Result:
    (folder / "clinic.toml").write_text(text, encoding="utf-8")
    return CliRunner().invoke(main, ["check", str(folder / "clinic.toml")])


def test_the_document_itself_is_sound(tmp_path: Path) -> None:
    done = check(tmp_path, CLINIC)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == "clinic.toml: 2 cards, 4 nodes, 2 readings: no problem found\n"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_fault_is_one_message_with_its_line(
    case: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert case["old"] in CLINIC
    done = check(tmp_path, CLINIC.replace(case["old"], case["new"], 1))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.startswith(f"Error: clinic.toml, line {case['line']}")
    assert case["message"] in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clinic.toml"]


def test_all_faults_at_once(tmp_path: Path) -> None:
    text = CLINIC.replace('"full - points"', '"full - pionts"').replace('"-fine * points"', '"-fin * points"')
    lines = check(tmp_path, text).stderr.splitlines()
    assert [line.partition(", node")[0].removeprefix("Error: ") for line in lines] == [
        "clinic.toml, line 30",
        "clinic.toml, line 37",
    ]


def test_printed_full_marks_that_miss_a_printed_total_are_a_finding_and_no_error(tmp_path: Path) -> None:
    text = CLINIC.replace(
        'weighted = { speed = "weight.speed", care = "weight.care" }', 'sum = ["speed", "care"], full = 190'
    )
    done = check(tmp_path, text)
    assert (done.exit_code, done.stderr) == (0, "")
    said = "finding: clinic.toml, line 31: the full marks of the parts of month.total make 200, 190 is printed"
    assert done.stdout.splitlines()[1:] == [said]


@pytest.mark.parametrize(("scheme", "marks"), [("gov-support-centre", ["77", "88"]), ("bank-call-centre", [])])
def test_the_schemes_of_the_house_are_sound(scheme: str, marks: list[str]) -> None:
    from kaohe.plugins import session

    done = CliRunner().invoke(main, ["check", str(session.host().scheme_source(scheme).path)])
    assert (done.exit_code, done.stderr) == (0, "")
    assert re.findall(r"finding: .* make (\d+), not 100", done.stdout) == marks


def test_a_document_that_is_not_there(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["check", str(tmp_path / "no.toml")])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.endswith("no such file\n")
