"""``kaohe template``: what it writes can be checked, filled in and scored."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from kaohe.cli.main import main
from kaohe.core.needs.examples import NOTE, PERIODS
from kaohe.plugins import session

IDS = [source.id for source in session.host().schemes()]


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def made(out: Path, *arguments: str) -> Path:
    done = run("template", *arguments, "-o", out)
    assert (done.exit_code, done.stderr) == (0, "")
    return out


def shortest(scheme: str) -> str:
    """The period of the scheme's shortest card that the example rows are filed for."""
    have = {card.period for card in session.load(scheme).cards.values()}
    return next(period for kind, period in PERIODS.items() if kind in have)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scheme", IDS)
def test_a_template_as_written_can_be_checked_and_scored(scheme: str, language: str, tmp_path: Path) -> None:
    file = made(tmp_path / "data.xlsx", "-s", scheme, "--lang", language)
    done = run("check", file, "-s", scheme)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "lacking" not in done.stdout
    assert "example rows are still there" in done.stdout
    scored = run("score", file, "-s", scheme, "--period", shortest(scheme), "--illustrative")
    assert (scored.exit_code, scored.stderr) == (0, "")


@pytest.mark.parametrize("scheme", IDS)
def test_csv_files_say_the_same_as_the_workbook(scheme: str, tmp_path: Path) -> None:
    book = session.open_data(made(tmp_path / "data.xlsx", "-s", scheme))
    folder = session.open_data(made(tmp_path / "data", "-s", scheme))
    for table in ("units", "measurements", "events", "tickets", "ratings", "parameters"):
        one, other = (getattr(tables, table).drop("_file", "_sheet") for tables in (book, folder))
        assert one.to_dicts() == other.to_dicts(), table


def test_only_what_is_read_is_asked_for(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made(tmp_path / "data.xlsx", "-s", "chengdu-branch-monthly"))
    assert book.sheetnames == ["units", "events", "parameters", "说明", "选项"]
    heads = [cell.value for cell in book["events"][1]]
    assert heads == ["event", "unit", "kind", "at", "count", "verified", "incident", "highest_level", "levels_reached", "form", "decided_points", "note"]  # fmt: skip
    kinds = {cell.value for cell in book["events"]["C"][1:]}
    assert kinds == {"complaint", "repeat_fault_report", "service_promise_breach", "bulletin", "commendation"}


def test_the_workbook_helps_the_person_who_fills_it(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(made(tmp_path / "data.xlsx", "-s", "gov-support-centre", "--lang", "zh"))
    assert book["选项"].sheet_state == "hidden"
    events = book["事件"]
    assert events.freeze_panes == "B2"
    assert "必填 / required" in events["C1"].comment.text
    assert any("gov-support-centre: month.assurance 「按月公布" in str(cell.value) for cell in book["说明"]["I"])
    offered = {str(rule.sqref): rule.formula1 for rule in events.data_validations.dataValidation}
    assert offered["B2:B5001"] == "'单位'!$A$2:$A$5000"
    lists = {column[0].value: [cell.value for cell in column if cell.value] for column in book["选项"].columns}
    assert lists["是"] == ["是", "否"]
    assert lists["company"] == ["company", "customer", "other_operator", "force_majeure"]
    assert "投诉" in lists["数据不真实或无法统计"]
    assert all(row[-1].value == NOTE and row[0].font.italic for row in events.iter_rows(min_row=2))


def test_a_filled_workbook_is_scored_with_the_parameters_on_its_sheet(tmp_path: Path) -> None:
    file = made(tmp_path / "data.xlsx", "-s", "chengdu-branch-monthly")
    book = openpyxl.load_workbook(file)
    units, events, parameters = book["units"], book["events"], book["parameters"]
    for sheet in (units, events):
        sheet.delete_rows(2, sheet.max_row)
    units.append(["B1", "branch"])
    units.append(["B2", "branch"])
    events.append(["E1", "B1", "complaint", datetime(2024, 3, 5, 9, 30), 2, "yes", None, "government_mailbox"])
    events.append(["E2", "B2", "commendation", "2024-03-31 18:00", None, "yes", None, None, None, "written"])
    points = {"event_points.complaint.government_mailbox": -3, "event_points.commendation.written": 1.5}
    for row in parameters.iter_rows(min_row=2):
        row[2].value = points.get(row[1].value, 0) if row[5].value == "required" else None
    book.save(file)
    done = run("score", file, "-s", "chengdu-branch-monthly", "--period", "2024-03", "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    totals = {node["unit"]: node["value"] for node in document["nodes"] if node["node"] == "total"}
    assert totals == {"B1": "94", "B2": "101.5"}
    assert document["schemes"][0]["illustrative"] is False


def test_without_its_required_parameters_a_template_says_which(tmp_path: Path) -> None:
    file = made(tmp_path / "data", "-s", "chengdu-event-penalty")
    done = run("score", file, "-s", "chengdu-event-penalty", "--period", "2024-01")
    assert done.exit_code == 1
    assert "the parameter event_fines is required" in done.stderr


def parameter(folder: Path, name: str, value: str) -> Path:
    with (folder / "parameters.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    rows = [[*row[:2], value, *row[3:]] if row[1] == name else row for row in rows]
    with (folder / "parameters.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return folder


def test_a_wrong_value_on_the_sheet_is_named_with_its_row(tmp_path: Path) -> None:
    folder = parameter(made(tmp_path / "data", "-s", "bank-call-centre"), "clean_complaint_points", "many")
    done = run("score", folder, "-s", "bank-call-centre", "--period", "2024-01")
    assert done.exit_code == 1
    assert "parameters.csv, row 9" in done.stderr
    assert "clean_complaint_points needs a number, 'many' given" in done.stderr


def test_sheet_and_configuration_may_not_contradict_each_other_and_set_wins(tmp_path: Path) -> None:
    folder = parameter(made(tmp_path / "data", "-s", "bank-call-centre"), "clean_complaint_points", "90")
    config = tmp_path / "kaohe.toml"
    config.write_text("[parameters.bank-call-centre]\nclean_complaint_points = 80\n", encoding="utf-8")
    asked = ["score", folder, "-s", "bank-call-centre", "--period", "2024-01", "--format", "json"]
    done = run(*asked, "--config", config)
    assert done.exit_code == 1
    assert "clean_complaint_points is 90 here and 80 in the configuration; keep one of them" in done.stderr
    for sets, value in ([], "90"), (["--set", "clean_complaint_points=70"], "70"):
        used = json.loads(run(*asked, *sets).stdout)["schemes"][0]["parameters"]["clean_complaint_points"]
        assert used == {"value": value, "provenance": "set"}


def test_what_exists_is_left_alone(tmp_path: Path) -> None:
    file = made(tmp_path / "data.xlsx", "-s", "bank-call-centre")
    before = file.read_bytes()
    assert run("template", "-s", "chengdu-service-fund", "-o", file).exit_code == 2
    assert file.read_bytes() == before
    assert run("template", "-s", "chengdu-service-fund", "-o", file, "--force").exit_code == 0


def test_an_unknown_scheme_leaves_nothing_behind(tmp_path: Path) -> None:
    done = run("template", "-s", "bank-call-center", "-o", tmp_path / "data.xlsx")
    assert done.exit_code == 1
    assert "did you mean 'bank-call-centre'?" in done.stderr
    assert list(tmp_path.iterdir()) == []
