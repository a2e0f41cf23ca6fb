"""Results written in every form and read back."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from rich.cells import cell_len
from rich.console import Console

from kaohe.core.errors import KaoheError
from kaohe.core.results.contract import TABLES, columns, validate
from kaohe.core.results.outline import Line
from kaohe.core.results.stored import Stored, read
from kaohe.plugins.reporters import kaohe_reporters
from kaohe.plugins.reporters.atomic import whole_file, whole_folder
from kaohe.plugins.reporters.csv_folder import Csv
from kaohe.plugins.reporters.json_file import Json
from kaohe.plugins.reporters.parquet_folder import Parquet
from kaohe.plugins.reporters.table import Table
from kaohe.plugins.reporters.workbook import Excel

FIXTURE = Path(__file__).parents[2] / "fixtures" / "results.json"
LOUD = {"bank-call-centre"}
"""The scheme of the fixture that was run on illustrative numbers: it says so in every table."""


class Trees(Stored):
    """Stored results of which one tree is known."""

    def outline(self, scheme: str, card: str) -> list[Line]:
        depth = {"total": 0, "front": 1, "back": 1, "fulfilment": 2, "assurance": 3}
        return [
            Line(line.node, depth.get(line.node, 2), zh="合计" if line.node == "total" else "")
            for line in super().outline(scheme, card)
        ]


@pytest.fixture
def results() -> Stored:
    return Trees(read(FIXTURE).whole)


def printed(results: Stored, capsys: pytest.CaptureFixture[str], table: Table | None = None) -> str:
    (table or Table()).write(results, None)
    return capsys.readouterr().out


def test_names_and_order() -> None:
    assert [each.name for each in kaohe_reporters()] == ["table", "json", "csv", "parquet", "xlsx"]


def test_json_is_the_document_and_byte_stable(
    results: Stored, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Json().write(results, tmp_path / "one")
    shuffled = json.loads(FIXTURE.read_text(encoding="utf-8"))
    shuffled["nodes"] = [dict(reversed(row.items())) for row in shuffled["nodes"]]
    Json().write(Stored(dict(reversed(shuffled.items()))), tmp_path / "two.json")  # type: ignore[arg-type]
    one = (tmp_path / "one" / "results.json").read_bytes()
    assert one == (tmp_path / "two.json").read_bytes()
    assert one.endswith(b"}\n")
    assert "厦门".encode() in one
    assert json.loads(one) == results.document()
    validate(json.loads(one))
    Json().write(results, None)
    assert capsys.readouterr().out.encode() == one


def test_csv_opens_in_excel_and_reads_back(results: Stored, tmp_path: Path) -> None:
    Csv().write(results, tmp_path / "out")
    assert (tmp_path / "out" / "nodes.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    for table in TABLES:
        with (tmp_path / "out" / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == len(results.document()[table])  # type: ignore[literal-required]
        for row, wanted in zip(rows, results.document()[table], strict=True):  # type: ignore[literal-required]
            assert list(row) == [*columns(table), *(["labels"] if table != "nodes" else [])]
            ours = ["illustrative"] if wanted["scheme"] in LOUD else []
            for column, text in row.items():
                value = wanted.get(column) if column in columns(table) else ours
                assert text == (";".join(value) if isinstance(value, list) else "" if value is None else str(value))


def test_csv_runs_no_formula(results: Stored, tmp_path: Path) -> None:
    results.document()["flags"][0]["to"] = "=HYPERLINK(1)"
    Csv().write(results, tmp_path)
    assert "'=HYPERLINK(1)" in (tmp_path / "flags.csv").read_text(encoding="utf-8-sig")
    assert ",-20.00," in (tmp_path / "money.csv").read_text(encoding="utf-8-sig")


def test_parquet_has_typed_columns(results: Stored, tmp_path: Path) -> None:
    Parquet().write(results, tmp_path / "out")
    nodes = pl.read_parquet(tmp_path / "out" / "nodes.parquet")
    assert nodes["value"].to_list() == [row["value"] for row in results.document()["nodes"]]
    assert str(nodes["value_number"][0]) == "97.818666666667"
    assert nodes.schema["labels"] == pl.List(pl.String)
    money = pl.read_parquet(tmp_path / "out" / "money.parquet")
    assert money["amount"].sum() == -470
    assert pl.read_parquet(tmp_path / "out" / "ranks.parquet").schema["rank"] == pl.Int64


def test_empty_tables_keep_their_columns(results: Stored, tmp_path: Path) -> None:
    for table in TABLES:
        results.document()[table] = []  # type: ignore[literal-required]
    for reporter in kaohe_reporters():
        reporter.write(results, tmp_path / reporter.name)  # type: ignore[arg-type]
    assert pl.read_parquet(tmp_path / "parquet" / "flags.parquet").columns == [*columns("flags"), "labels"]
    assert "nothing to show" in (tmp_path / "table" / "results.txt").read_text(encoding="utf-8")


def test_excel_numbers_are_numbers_and_exact_texts_stand_beside(results: Stored, tmp_path: Path) -> None:
    Excel().write(results, tmp_path)
    book = openpyxl.load_workbook(tmp_path / "results.xlsx")
    assert book.sheetnames == ["overview", "run", "inputs", "schemes", "parameters", "readings", *TABLES]
    assert "ILLUSTRATIVE" in book["overview"]["A1"].value
    sheet = book["nodes"]
    assert sheet.freeze_panes == "A2"
    header = [cell.value for cell in sheet[1]]
    assert header == columns("nodes")
    first = dict(zip(header, sheet[2], strict=True))
    assert (first["shown"].value, first["shown"].number_format) == (97.82, "0.00")
    assert (first["value"].value, first["exact"].value) == ("97.818666666667", "36682/375")
    assert first["full"].value == 100
    money = [row[5] for row in book["money"].iter_rows(min_row=2)]
    assert [cell.value for cell in money[:2]] == [-20, -20]
    assert money[0].number_format == "0.00"


def test_excel_is_byte_stable(results: Stored, tmp_path: Path) -> None:
    for name in ("one", "two"):
        Excel().write(results, tmp_path / name)
    assert (tmp_path / "one" / "results.xlsx").read_bytes() == (tmp_path / "two" / "results.xlsx").read_bytes()


def test_the_tree_is_indented_and_outcomes_stand_below(results: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(results, capsys)
    assert "\ntotal " in text
    assert "\n  front " in text
    assert "\n      assurance " in text
    assert "gov-support-centre[scale=raw] (1) · quarter · readings: scale=raw · 4 clauses not modelled" in text
    assert "20.00 (pending)" in text
    assert "fine -290.00" in text
    assert "duties: gulin-accountability: hear_person x3" in text


def test_the_overview_has_a_row_per_unit_and_period(results: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(results, capsys)
    assert "0.00 (else 97.82)" in text
    assert "100.00 (no cases)" in text
    assert "not assessed" in text
    assert "more nodes do not fit" in text


def test_chinese_words(results: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(results, capsys, Table(language="zh"))
    for word in ("未考核", "无业务", "待定", "名次", "否则 97.82", "合计", "演示数据"):
        assert word in text


def test_wide_characters_are_aligned(results: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(results, capsys).splitlines()
    units = next(number for number, line in enumerate(lines) if "厦门" in line and "福州" in line)
    assert len({cell_len(line) for line in lines[units : units + 18]}) == 1


def test_illustrative_and_partial_runs_are_loud(results: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    results.document()["run"]["partial"] = True
    results.document()["schemes"][0]["parameters"]["typing_weight"]["provenance"] = "illustrative"
    text = printed(results, capsys)
    assert text.count("*** WARNING ***") == 2
    assert "ILLUSTRATIVE: bank-call-centre" in text
    assert "(typing_weight)" in text
    assert "PARTIAL:" in text


def test_no_warning_without_reason(results: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    results.document()["schemes"][0]["illustrative"] = False
    assert "WARNING" not in printed(results, capsys)


def test_colours_only_in_a_terminal(results: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    assert "\x1b" not in printed(results, capsys)
    screen = io.StringIO()
    Table().print(results, Console(file=screen, force_terminal=True, width=120, color_system="truecolor", markup=False))
    assert "\x1b[" in screen.getvalue()


def test_a_long_card_is_cut_with_a_hint(results: Stored, capsys: pytest.CaptureFixture[str]) -> None:
    assert "and 4 more rows: choose with --unit or --period" in printed(results, capsys, Table(most=2))


@pytest.mark.parametrize("reporter", [Csv(), Parquet(), Excel()], ids=lambda each: each.name)
def test_files_need_a_place(results: Stored, reporter: Csv | Parquet | Excel) -> None:
    with pytest.raises(KaoheError, match="-o DIR"):
        reporter.write(results, None)


def half_a_file(path: Path) -> None:
    with whole_file(path) as part:
        part.write_text("half")
        raise ZeroDivisionError


def half_a_folder(path: Path) -> None:
    with whole_folder(path) as part:
        (part / "a.csv").write_text("half")
        raise ZeroDivisionError


def test_nothing_is_half_written(tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("old")
    with pytest.raises(ZeroDivisionError):
        half_a_file(tmp_path / "old.json")
    with pytest.raises(ZeroDivisionError):
        half_a_folder(tmp_path / "new")
    assert [file.name for file in tmp_path.iterdir()] == ["old.json"]
    assert (tmp_path / "old.json").read_text() == "old"


def test_a_folder_that_exists_keeps_its_other_files(results: Stored, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    Csv().write(results, tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert (tmp_path / "nodes.csv").exists()


def test_a_place_that_cannot_be_written_is_named(results: Stored, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KaoheError, match="cannot be written"):
        Json().write(results, tmp_path / "file" / "below")
