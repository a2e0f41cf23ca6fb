"""What bad data get from the real command line: one clear message, exit code 1, nothing half-written."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from kaohe.cli.main import main

FILE = tomllib.loads(Path(__file__).with_name("bad_data.toml").read_text("utf-8"))
GOOD: dict[str, str] = FILE["good"]
TABLES = ("units", "measurements", "ratings", "events")


def write(folder: Path, tables: dict[str, str], encoding: str = "utf-8") -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in tables.items():
        (folder / f"{name}.csv").write_bytes(f"{text.strip()}\n".encode(encoding))
    return folder


def score(data: Path, *arguments: str) -> Result:
    said = list(arguments)
    for option, usual in (("-s", "bank-call-centre"), ("--period", "2024-01")):
        said += [] if option in said else [option, usual]
    return CliRunner().invoke(main, ["score", str(data), *said])


def totals(done: Result) -> dict[str, str]:
    assert (done.exit_code, done.stderr) == (0, "")
    return {node["unit"]: node["shown"] for node in json.loads(done.stdout)["nodes"] if node["node"] == "total"}


@pytest.fixture
def expected(tmp_path: Path) -> dict[str, str]:
    return totals(score(write(tmp_path / "good", GOOD), "--format", "json"))


def test_the_good_data_are_good(expected: dict[str, str]) -> None:
    assert expected == {"A1": "84.11", "A2": "90.73"}


@pytest.mark.parametrize("case", FILE["case"], ids=lambda case: case["name"])
def test_a_fault_is_said_once_and_nothing_is_written(case: dict[str, Any], tmp_path: Path) -> None:
    data = write(tmp_path / "data", GOOD | {name: case[name] for name in (*TABLES, "tickets") if name in case})
    done = score(data, *case.get("arguments", []), "--format", "csv", "-o", str(tmp_path / "out"))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert case["message"] in done.stderr
    assert case.get("more") or len(done.stderr.splitlines()) == 1, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["data"]


def test_check_tells_all_faults_of_all_files_at_once_then_a_count(tmp_path: Path) -> None:
    rows = "\n".join(f"E{number},A1,complaint,soon" for number in range(30))
    bad = {"events": f"event,unit,kind,at\n{rows}", "measurements": "unit,period,indicator,value\nA1,2024-01,wrkload,1"}
    done = CliRunner().invoke(main, ["check", str(write(tmp_path / "data", GOOD | bad))])
    lines = done.stderr.splitlines()
    assert (done.exit_code, done.stdout, len(lines)) == (1, "", 21)
    assert lines[0].startswith("Error: measurements.csv, row 2, column indicator")
    assert lines[1].startswith("events.csv, row 2, column at, unit A1: 'soon' is not a date or time")
    assert lines[-1] == "... and 11 more"


def test_attainments_may_exceed_a_hundred_per_cent(tmp_path: Path) -> None:
    more = GOOD["measurements"] + "\nA1,2024-01,plan_completion,130%,,"
    assert (
        CliRunner().invoke(main, ["check", str(write(tmp_path / "data", GOOD | {"measurements": more}))]).exit_code == 0
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_the_usual_encodings_are_read(encoding: str, tmp_path: Path, expected: dict[str, str]) -> None:
    chinese = (
        GOOD["measurements"].replace("unit,period,indicator", "单位,期间,指标").replace("satisfaction_rate", "满意率")
    )
    data = write(tmp_path / "data", GOOD | {"measurements": chinese}, encoding)
    assert totals(score(data, "--format", "json")) == expected


def test_full_width_digits_are_read(tmp_path: Path, expected: dict[str, str]) -> None:
    wide = GOOD["measurements"].replace("95%", "９５％").replace(",120,", ",１２０,")
    assert totals(score(write(tmp_path / "data", GOOD | {"measurements": wide}), "--format", "json")) == expected


def workbook(file: Path) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name in TABLES:
        sheet = book.create_sheet(name)
        for line in GOOD[name].strip().splitlines():
            sheet.append([cell or None for cell in line.split(",")])
    book.save(file)
    return book


def test_excel_dates_percentages_and_title_rows_are_read(tmp_path: Path, expected: dict[str, str]) -> None:
    from datetime import datetime

    file = tmp_path / "data.xlsx"
    book = workbook(file)
    book["events"]["D2"] = datetime(2024, 1, 5, 10, 30)
    for row in book["measurements"].iter_rows(min_row=2):
        row[1].value, row[1].number_format = datetime(2024, 1, 1), "yyyy-mm"
        if str(row[3].value).endswith("%"):
            row[3].value, row[3].number_format = float(row[3].value[:-1]) / 100, "0%"
    book["ratings"].insert_rows(1)
    book["ratings"]["A1"] = "一月份评分表"
    book["ratings"].merge_cells("A1:D1")
    book.save(file)
    assert totals(score(file, "--format", "json")) == expected


def test_merged_header_cells_are_refused_with_the_reason(tmp_path: Path) -> None:
    file = tmp_path / "data.xlsx"
    book = workbook(file)
    book["measurements"].merge_cells("D1:F1")
    book.save(file)
    done = score(file)
    assert done.exit_code == 1
    assert "data.xlsx, sheet measurements, row 1: column F has cells but no name in the header" in done.stderr or (
        "merged header cells cannot be read" in done.stderr
    )


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    done = score(tmp_path / "nowhere")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "there is no such file or folder" in done.stderr


ENGLISH = re.compile(r"\b(the|is|are|but|and|or|not|no|did|it|cannot|write|give|supply)\b")


@pytest.mark.parametrize("case", FILE["case"], ids=lambda case: case["name"])
def test_faults_of_data_are_said_in_chinese_too(case: dict[str, Any], tmp_path: Path) -> None:
    data = write(tmp_path / "data", GOOD | {name: case[name] for name in (*TABLES, "tickets") if name in case})
    done = score(data, *case.get("arguments", []), "--lang", "zh")
    assert done.exit_code == 1
    assert done.stderr.startswith("错误:")
    written = re.sub(r"'[^']*'|--set [^ ,;]*|\[[^]]*\]", "", done.stderr)
    assert ENGLISH.search(written) is None, done.stderr


def test_in_chinese_too_the_rest_is_counted(tmp_path: Path) -> None:
    rows = "\n".join(f"E{number},A1,complaint,soon" for number in range(30))
    done = score(write(tmp_path / "data", GOOD | {"events": f"event,unit,kind,at\n{rows}"}), "--lang", "zh")
    assert done.stderr.splitlines()[-1] == "…… 另有 10 处"
    assert done.stderr.startswith("错误:events.csv,第 2 行,列 at,单位 A1:'soon' 不是日期或时间;请写成 2014-11-03")
