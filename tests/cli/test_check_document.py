"""``kaohe check DOCUMENT``: every fault by its line, nothing run."""

from __future__ import annotations

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
    assert done.stdout.splitlines() == [
        "clinic.toml: 2 cards, 4 nodes, 2 readings: no problem found, 1 finding",
        "1. unused  month.input.peer_mean (line 26)",
        "   no formula reads the input peer_mean, and it is not shown",
    ]


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
    said = ["1. totals  month.total (line 31)", "   the full marks of the parts make 200, 190 is printed"]
    assert done.stdout.splitlines()[1:3] == said


def test_a_scheme_is_checked_by_its_id_and_each_finding_comes_with_its_clause_and_the_reading_taken() -> None:
    done = CliRunner().invoke(main, ["check", "gov-support-abcd"])
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "gov-support-abcd.toml: 3 cards, 15 nodes, 3 readings: no problem found, 1 finding",
        "1. tiers  parameter.grade_lines (line 11)",
        "   the text prints no tier between 69 and 70, 79 and 80, 89 and 90; the rule goes by the lower bounds, so that "
        "what lies between counts with the lower tier",
        "   clause grades: 「1.A: 90-100分2.B: 80-89分3.C: 70-79分4.D: 0-69分」 002:L269",
        "   reading taken: round_before_grade = false",
    ]


def test_findings_are_said_in_chinese() -> None:
    done = CliRunner().invoke(main, ["check", "client-sales-commission", "--lang", "zh"])
    assert done.exit_code == 0
    assert "没有「2011年2月30日」这一天" in done.stdout
    assert "现取:period_end = 2011-02-28" in done.stdout


def test_a_name_that_is_neither_data_nor_a_scheme() -> None:
    done = CliRunner().invoke(main, ["check", "gov-suport-abcd"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "neither a file or folder nor a scheme; did you mean 'gov-support-abcd'?" in done.stderr


def test_a_document_that_is_not_there(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["check", str(tmp_path / "no.toml")])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.endswith("no such file\n")
