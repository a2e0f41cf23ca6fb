"""Checks of a document: they hold only if yes, in every cell that a shown value rests on."""

from typing import Any

import pytest

from kaohe.core.errors import KaoheError
from tests.core.run.small import scored

DOCUMENT = """
[month]
unit = "branch"
period = "month"
[month.input]
expected = { measured = "gov_business_plan", optional = true }
[month.node]
opportunity_count = { measured = true, optional = true, is = "count" }
[month.check]
as_expected = { holds = "opportunity_count <= expected", says = "more complaints than were expected" }
[quarter]
unit = "branch"
period = "quarter"
[quarter.node]
found = { from = "month.opportunity_count", when = "parts", lacking = "skip", is = "count" }
"""
UNITS = "unit,kind\nB,branch\nC,branch\n"
HEAD = "unit,period,indicator,value\n"


def run(rows: str, period: str) -> Any:
    return scored(DOCUMENT, {"units": UNITS, "measurements": HEAD + rows}, period)


def figures(unit: str, month: str, complaints: str, expected: str) -> str:
    plan = f"{unit},{month},gov_business_plan,{expected}\n" if expected else ""
    return f"{unit},{month},opportunity_count,{complaints}\n{plan}"


GOOD = figures("B", "2014-01", "1", "1") + figures("C", "2014-01", "0", "5")


def test_a_check_that_holds_stops_nothing() -> None:
    run(GOOD, "2014-01")


@pytest.mark.parametrize("expected", ["0", ""])
def test_a_check_that_comes_to_no_or_to_nothing_stops_the_run(expected: str) -> None:
    with pytest.raises(KaoheError, match="more complaints than were expected") as caught:
        run(figures("B", "2014-02", "1", expected) + figures("C", "2014-02", "0", "0"), "2014-02")
    (problem,) = caught.value.problems
    assert (problem.where["unit"], problem.where["period"]) == ("B", "2014-02")


def test_a_fault_in_a_month_that_the_quarter_reads_stops_the_quarter() -> None:
    rows = GOOD + figures("B", "2014-02", "3", "2") + figures("C", "2014-02", "0", "0")
    with pytest.raises(KaoheError, match="more complaints than were expected") as caught:
        run(rows, "2014-Q1")
    (problem,) = caught.value.problems
    assert (problem.where["unit"], problem.where["period"]) == ("B", "2014-02")


def test_a_month_of_which_nothing_is_read_is_not_checked() -> None:
    found = run(GOOD + figures("B", "2014-02", "3", "3"), "2014-Q1")["nodes"]
    assert [(row["unit"], row["value"]) for row in found] == [("B", "4"), ("C", "0")]
