"""A scheme that is for a part of the organisation assesses and reads that part only."""

from __future__ import annotations

import pytest

from kaohe.core.errors import KaoheError
from tests.core.run.small import scored, values

DOCUMENT = """
[rows.case]
of = "rule_violation"
require = { rule_violation = ["violation"] }
[month]
unit = "team"
period = "month"
[month.input]
place = { from = "month.total", who = "peers", by = "kind", how = "rank" }
[month.node]
violations = { rows = "case", how = "count", is = "count", shown = true }
total = { measured = "appraisal_score" }
[per_segment]
unit = "team"
period = "month"
segment = { rows = "case", by = "violation" }
[per_segment.node]
of_kind = { rows = "case", how = "count", is = "count" }
"""
UNITS = """
unit,kind,parent,from,to
P,company,,,
A,department,P,,
A1,team,A,,
A2,team,A,,
B,department,P,,
B1,team,B,,
F1,person,A1,,
F2,person,A1,,2014-01-15
F2,person,B1,2014-01-16,
"""
MARKS = "unit,period,indicator,value\nA1,2014-01,appraisal_score,90\nA2,2014-01,appraisal_score,80\n"
EVENTS = "event,unit,kind,at,violation\nE1,F1,rule_violation,2014-01-05,late\nE2,B1,rule_violation,2014-01-05,\n"
TABLES = {"units": UNITS, "measurements": MARKS, "events": EVENTS}


def test_units_outside_are_neither_assessed_nor_read() -> None:
    with pytest.raises(KaoheError, match="E2 has no violation"):
        scored(DOCUMENT, TABLES, "2014-01")
    found = scored(DOCUMENT, TABLES, "2014-01", scope={"small": ["A"]})
    assert values(found, "total") == {("A1", "2014-01"): "90", ("A2", "2014-01"): "80"}
    assert values(found, "violations") == {("A1", "2014-01"): "1", ("A2", "2014-01"): "0"}
    assert values(found, "of_kind") == {("A1", "2014-01", "late"): "1"}
    assert [row["ref"] for row in found["rows"]] == []


def test_peers_are_those_of_the_part() -> None:
    found = scored(DOCUMENT, TABLES, "2014-01", scope={"small": "A"})
    assert [(row["unit"], row["rank"], row["of"]) for row in found["ranks"]] == [("A1", 1, 2), ("A2", 2, 2)]


def test_a_unit_may_be_named_itself_and_one_that_moves_counts_where_it_is() -> None:
    found = scored(
        DOCUMENT.replace('unit = "team"', 'unit = "person"', 1)
        .partition("[per_segment]")[0]
        .replace('total = { measured = "appraisal_score" }', "total = { value = 1, full = 1 }"),
        TABLES,
        "2014-01",
        scope={"small": ["A1"]},
    )
    assert [unit for unit, _ in values(found, "violations")] == ["F1"]


def test_an_unknown_unit_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(KaoheError, match=r"the scope of small names 'A11', which is no unit of the data; did you mean"):
        scored(DOCUMENT, TABLES, "2014-01", scope={"small": ["A11"]})
