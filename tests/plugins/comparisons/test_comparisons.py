"""Comparisons written in every form and read back."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

from kaohe.core.compare import Comparison, compare
from kaohe.core.errors import KaoheError
from kaohe.core.results.stored import read
from kaohe.plugins.comparisons import comparison_reporters
from kaohe.plugins.comparisons.json_file import Json
from kaohe.plugins.comparisons.table import Table
from kaohe.plugins.comparisons.workbook import Excel

FIXTURE = Path(__file__).parents[2] / "fixtures" / "results.json"


@pytest.fixture
def comparison() -> Comparison:
    uses = {"bank-call-centre": {("measurements", "typing_speed"), ("ratings", "conduct")}}
    return compare(read(FIXTURE).document(), uses, {("measurements", "typing_speed"): 3, ("events", "outage"): 5})


def test_names() -> None:
    assert [each.name for each in comparison_reporters()] == ["table", "json", "xlsx"]


def test_json(comparison: Comparison, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Json().write(comparison, tmp_path)
    text = (tmp_path / "comparison.json").read_text(encoding="utf-8")
    assert json.loads(text) == comparison.document()
    Json().write(comparison, None)
    assert capsys.readouterr().out == text


def test_table(comparison: Comparison, capsys: pytest.CaptureFixture[str]) -> None:
    Table().write(comparison, None)
    text = capsys.readouterr().out
    assert "\x1b" not in text
    for piece in (
        "*** WARNING ***",
        "[4] gulin-accountability: it has no node 'total'",
        "0.3333   0.5000",
        "厦门 (2010-Q3) rises from rank 2",
        "! 80.00 %",
        "uses        measurements: typing_speed 3",
        "ignores     events: outage 5",
        "would use   ratings: conduct",
    ):
        assert piece in text


def test_table_in_chinese_and_cut(comparison: Comparison, tmp_path: Path) -> None:
    Table(language="zh", most=2).write(comparison, tmp_path)
    text = (tmp_path / "comparison.txt").read_text(encoding="utf-8")
    for piece in ("一致程度", "升至第 1 名", "另有 10 个"):
        assert piece in text


def test_a_narrow_console_cuts_no_number(
    comparison: Comparison, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    Table().write(comparison, None)
    text = capsys.readouterr().out
    assert "…" not in text
    assert re.search(r"0\.3333 +0\.5000 +2/3 +1/3 +3/3 +2/3\n", text)
    assert text.count("[2] %") == text.count("[3] %") == 1


def test_excel(comparison: Comparison, tmp_path: Path) -> None:
    Excel().write(comparison, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "comparison.xlsx")
    names = ["overview", "side_by_side", "schemes", "cells", "pairs", "periods", "moves", "saturation", "data"]
    assert book.sheetnames == names
    header = [cell.value for cell in book["side_by_side"][1]]
    row = {name: cell.value for name, cell in zip(header, book["side_by_side"][2], strict=True)}
    assert (row["unit"], row["gov-support-centre rate"]) == ("厦门", 94.44)
    assert row["gov-support-centre[scale=raw] rank"] == "1/3"
    pairs = list(book["pairs"].iter_rows(values_only=True))
    assert "tau_parts" not in pairs[0]
    assert 0.3333 in [row[pairs[0].index("tau")] for row in pairs]
    with pytest.raises(KaoheError, match="-o DIR"):
        Excel().write(comparison, None)


def test_excel_without_moves_or_data_has_no_empty_sheets(tmp_path: Path) -> None:
    document = read(FIXTURE).document()
    document["schemes"] = document["schemes"][:1]
    for table in ("nodes", "grades", "money"):
        rows = document[table]  # type: ignore[literal-required]
        document[table] = [row for row in rows if row["scheme"] == "bank-call-centre"]  # type: ignore[literal-required]
    Excel().write(compare(document), tmp_path)
    assert openpyxl.load_workbook(tmp_path / "comparison.xlsx").sheetnames[-1] == "saturation"
