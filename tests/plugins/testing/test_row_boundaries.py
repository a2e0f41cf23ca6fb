"""The boundary check on rows: in rows tables, in the conditions of inputs, on middle keys."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from kaohe.core.documents import Scheme, read_scheme
from kaohe.core.operations.in_time import InTime
from kaohe.plugins.testing import check_boundaries
from kaohe.plugins.testing.cases import Case
from kaohe.plugins.testing.rowedges import Shown, of_rows, show

DOCUMENT = """
[scheme]
id = "late"
version = "1"
effective_from = 2024-01-01
source = "here"
class = "full"
[rows.late]
of = "late_arrival"
where = "beyond > 5"
let = { beyond = "minutes - 10" }
[month]
unit = "person"
period = "month"
[month.node]
total = { full = 100, value = "full - late" }
late = { rows = "late", how = "count", hidden = true }
"""
ROWS = {"units": "unit,kind\nP1,person\n", "events": "event,unit,kind,at,minutes\nE1,P1,late_arrival,2024-01-02,30\n"}


class Own(Case):
    """A case of the document above."""

    def load(self) -> Scheme:
        return read_scheme(tomllib.loads(DOCUMENT))


def test_rows_that_a_condition_leaves_out_are_judged_too() -> None:
    case, shown = Own("late", "thirty minutes", {**ROWS, "period": "2024-01"}, Path("cases.toml")), Shown()
    found = {str(one): one for one in of_rows(case)}
    assert list(found) == ["rows.late.where: beyond > 5 at 5"]
    show(shown, case, found, ["polars", "duckdb"])
    assert (shown.left(found), shown.wrong, shown.runs) == ({}, [], 2)
    assert shown.sides == {"rows.late.where: beyond > 5 at 5": {-1, 0, 1}}


@pytest.mark.parametrize(
    ("scheme", "only", "count"),
    [
        ("gulin-accountability", "rows.decision", 8),
        ("gulin-time-limits", "rows.case", 4),
        ("chengdu-branch-monthly", "where", 2),
        ("chengdu-indicator-panel", "through", 1),
        ("frontdesk-bonus-pool", "through", 1),
    ],
)
def test_decisions_on_rows_are_reached_on_both_engines(scheme: str, only: str, count: int) -> None:
    report = check_boundaries(scheme, only=only)
    assert report.problems == []
    assert (len(report.reached), len(report.missed)) == (count, 0)


def test_a_wrong_decision_on_a_row_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    right = InTime.column
    monkeypatch.setattr(InTime, "column", lambda self, sheet, stamp, due: right(self, sheet, due, stamp))
    report = check_boundaries("gulin-time-limits", engines=["polars"], only="rows.case.kept")
    assert any("decided" in problem for problem in report.wrong)
    assert any("kept is" in problem for problem in report.wrong)


def test_a_wrong_fold_of_middle_keys_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    from kaohe.plugins.testing import rowkeys

    monkeypatch.setattr(rowkeys.Keys, "expected", lambda self, kept: None)
    report = check_boundaries("chengdu-indicator-panel", engines=["polars"], only="through")
    assert any("its keys make" in problem for problem in report.wrong)
