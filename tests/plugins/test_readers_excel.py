from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from kaohe.core.errors import KaoheError
from kaohe.core.tables import normalise
from kaohe.plugins.readers.excel import Workbook


def workbook(
    path: Path, sheets: dict[str, list[list[Any]]], formats: dict[tuple[str, int, int], str] | None = None
) -> str:
    """A workbook of the sheets' rows; a datetime cell gets a date format; ``formats`` by sheet, row, column."""
    file = str(path / "data.xlsx")
    with xlsxwriter.Workbook(file, {"default_date_format": "yyyy-mm-dd"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if cell is not None:
                        form = (formats or {}).get((name, number, place))
                        sheet.write(number, place, cell, *([book.add_format({"num_format": form})] if form else []))
    return file


UNITS = [["单位", "类型"], ["B1", "分公司"]]


def test_sheets_in_chinese_with_title_dates_and_percentages(tmp_path: Path) -> None:
    measurements = [
        [None, "2014年11月 指标"],
        [],
        [None, "单位", "期间", "指标", "数值"],
        [None, "B1", "2014-11", "用户数", 12345678],
        [],
        [None, "B1", datetime(2014, 11, 1), "满意率", 0.955],
        [None, "B1", "2014-11", "workload", 95.1],
    ]
    events = [["事件", "单位", "类型", "时间"], ["E1", "B1", "投诉", datetime(2014, 11, 3, 9, 5)]]
    formats = {("指标", 5, 2): "yyyy-mm", ("指标", 5, 4): '0.00"x"%', ("指标", 6, 4): '0.00"%"'}
    sheets = {"单位": UNITS, "指标": measurements, "事件": events, "说明": [["anything"]]}
    tables = normalise(Workbook().read(workbook(tmp_path, sheets, formats)))
    found = tables.measurements.select("indicator", "period", "value", "_row", "_sheet").rows()
    assert found == [
        ("subscribers", "2014-11", 12_345_678_000_000, 4, "指标"),
        ("satisfaction_rate", "2014-11", 95_500_000, 6, "指标"),
        ("workload", "2014-11", 95_100_000, 7, "指标"),
    ]
    assert tables.events["at"].to_list() == [int((datetime(2014, 11, 3, 9, 5) - datetime(1970, 1, 1)).total_seconds())]


def test_numbers_as_ids_and_codes(tmp_path: Path) -> None:
    rows = [["unit", "kind", "line"], [7, "person", 1]]
    tables = normalise(Workbook().read(workbook(tmp_path, {"units": rows})))
    assert tables.units.select("unit", "line").row(0) == ("7", "1")


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        (
            {"units": [["Title"], ["B1", "branch"]]},
            "sheet units: no header row in the first 20 rows; name the columns unit (单位)",
        ),
        (
            {"units": [["unit", "kind", None], ["B1", "branch", "x"]]},
            "sheet units, row 1: column C has cells but no name in the header",
        ),
        ({"units": [["unit", "kind", "kind"], ["B1", "branch", "x"]]}, "sheet units: the header names 'kind' twice"),
        ({"unit": UNITS}, "data.xlsx: 'unit' is not a table; did you mean 'units'?"),
        ({"units": UNITS, "单位": UNITS}, "the table units is there twice, as 'units' and '单位'"),
        ({"Sheet1": [["x"]]}, "there is no table in it"),
    ],
)
def test_a_workbook_that_cannot_be_read_says_why(
    tmp_path: Path, sheets: dict[str, list[list[Any]]], message: str
) -> None:
    with pytest.raises(KaoheError) as error:
        Workbook().read(workbook(tmp_path, sheets))
    assert message in str(error.value)


def test_errors_name_sheet_and_row(tmp_path: Path) -> None:
    rows = [["title"], ["单位", "期间", "指标", "分子", "分母"], ["B1", "2014-11", "满意率", 201, 200]]
    with pytest.raises(KaoheError) as error:
        normalise(Workbook().read(workbook(tmp_path, {"单位": UNITS, "指标": rows})))
    assert str(error.value).startswith("data.xlsx, sheet 指标, row 3, unit B1, period 2014-11, indicator")


def test_merged_cells_in_the_rows_are_refused(tmp_path: Path) -> None:
    rows = [["unit", "kind"], ["B1", "branch"], [None, "branch"]]
    with pytest.raises(KaoheError) as error:
        normalise(Workbook().read(workbook(tmp_path, {"units": rows})))
    assert "data.xlsx, sheet units, row 3, column unit: unit is empty" in str(error.value)


def test_what_is_no_workbook(tmp_path: Path) -> None:
    (tmp_path / "data.xlsx").write_text("text")
    (tmp_path / "data.xls").write_text("text")
    with pytest.raises(KaoheError, match="it cannot be read as an Excel workbook"):
        Workbook().read(str(tmp_path / "data.xlsx"))
    with pytest.raises(KaoheError, match=r"\.xls files are not read; save it as an Excel workbook"):
        Workbook().read(str(tmp_path / "data.xls"))
