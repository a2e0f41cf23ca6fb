"""What a source may say beyond its kind: a role, a part of a rate, the year before, a place in the cycle."""

import pytest

from kaohe.core.errors import KaoheError
from tests.core.run.small import scored, values

UNITS = "unit,kind\nP,person\n"


def test_a_mark_of_one_role_under_another_name() -> None:
    document = """
    [month]
    unit = "person"
    period = "month"
    [month.node]
    superior = { rated = "attitude", role = "superior", optional = true }
    peer = { rated = "attitude", role = "peer", optional = true }
    both = { rated = "attitude" }
    """
    marks = "unit,period,item,score,rater,role\nP,2014-01,attitude,80,S,superior\n"
    marks += "P,2014-02,attitude,80,S,superior\nP,2014-02,attitude,90,T,peer\nP,2014-02,attitude,70,U,peer\n"
    results = scored(document, {"units": UNITS, "ratings": marks})
    assert values(results, "superior") == {("P", "2014-01"): "80", ("P", "2014-02"): "80"}
    assert values(results, "peer") == {("P", "2014-01"): None, ("P", "2014-02"): "80"}
    assert values(results, "both") == {("P", "2014-01"): "80", ("P", "2014-02"): "80"}


def test_marks_of_months_are_no_marks_of_the_quarter() -> None:
    document = """
    [quarter]
    unit = "person"
    period = "quarter"
    [quarter.node]
    attitude = { rated = true }
    """
    head = "unit,period,item,score\n"
    own = scored(
        document, {"units": UNITS, "ratings": head + "P,2014-Q1,attitude,90\nP,2014-02,attitude,70\n"}, "2014-Q1"
    )
    assert values(own, "attitude") == {("P", "2014-Q1"): "90"}
    with pytest.raises(KaoheError, match="the mark attitude is missing"):
        scored(document, {"units": UNITS, "ratings": head + "P,2014-02,attitude,70\n"}, "2014-Q1")


def test_numerator_and_denominator_of_a_rate() -> None:
    document = """
    [month]
    unit = "branch"
    period = "month"
    [month.input]
    done = { measured = "plan_completion", segment = "escort", part = "numerator" }
    planned = { measured = "plan_completion", segment = "escort", part = "denominator" }
    [month.node]
    short_by = { value = "up(below(0.7 * planned, done), 1)", is = "count" }
    """
    rows = "unit,period,indicator,segment,numerator,denominator\nB,2009-09,plan_completion,escort,27,40\n"
    results = scored(document, {"units": "unit,kind\nB,branch\n", "measurements": rows})
    assert values(results, "short_by") == {("B", "2009-09"): "1"}


RATE_OF_A_QUARTER = """
[quarter]
unit = "branch"
period = "quarter"
[quarter.node]
satisfaction_rate = { measured = true }
"""


@pytest.mark.parametrize(
    ("january", "february", "pooled"), [(",180,200", ",60,100", "80"), ("90,,", "60,,", "75"), ("90,,", "", "90")]
)
def test_rates_of_months_as_one_rate_of_the_quarter(january: str, february: str, pooled: str) -> None:
    rows = "unit,period,indicator,value,numerator,denominator\n"
    rows += f"B,2014-01,satisfaction_rate,{january}\n"
    rows += f"B,2014-02,satisfaction_rate,{february}\n" if february else ""
    results = scored(RATE_OF_A_QUARTER, {"units": "unit,kind\nB,branch\n", "measurements": rows}, "2014-Q1")
    assert values(results, "satisfaction_rate") == {("B", "2014-Q1"): pooled}


def test_a_bare_rate_and_a_counted_one_do_not_pool() -> None:
    rows = "unit,period,indicator,value,numerator,denominator\n"
    rows += "B,2014-01,satisfaction_rate,90,,\nB,2014-02,satisfaction_rate,,60,100\n"
    with pytest.raises(KaoheError, match=r"satisfaction_rate is missing.*pool if all of them, or none"):
        scored(RATE_OF_A_QUARTER, {"units": "unit,kind\nB,branch\n", "measurements": rows}, "2014-Q1")


def test_a_figure_of_a_quarter_stands_for_its_months_in_the_year() -> None:
    document = """
    [year]
    unit = "branch"
    period = "year"
    [year.node]
    new_customers = { measured = true }
    """
    rows = "unit,period,indicator,value\n"
    rows += "".join(f"B,2014-{month:02d},new_customers,10\n" for month in range(1, 13)) + "B,2014-Q2,new_customers,31\n"
    results = scored(document, {"units": "unit,kind\nB,branch\n", "measurements": rows}, "2014")
    assert values(results, "new_customers") == {("B", "2014"): "121"}


def test_the_same_period_of_the_year_before() -> None:
    document = """
    [month]
    unit = "outlet"
    period = "month"
    [month.input]
    before = { from = "month.mark", when = "year_before", lacking = "nothing" }
    [month.node]
    mark = { measured = "appraisal_score" }
    change = { value = "mark - before", is = "points" }
    """
    rows = "unit,period,indicator,value\n" + "".join(
        f"O,{year}-{month:02},appraisal_score,{60 + 10 * (year - 2013) + month}\n"
        for year in (2013, 2014)
        for month in (1, 2)
    )
    tables = {"units": "unit,kind\nO,outlet\n", "measurements": rows}
    assert values(scored(document, tables, "2014-01"), "change") == {("O", "2014-01"): "10"}
    assert values(scored(document, tables, "2013-02,2014-02"), "change") == {
        ("O", "2013-02"): None,
        ("O", "2014-02"): "10",
    }


def test_a_month_knows_its_place_in_the_cycle_whichever_months_are_asked_for() -> None:
    document = """
    [period.cycle]
    start = 2010-03-01
    end = 2011-02-28
    [month]
    unit = "person"
    period = "month"
    [month.node]
    place = { value = "period.number", is = "count" }
    places = { value = "period.of", is = "count" }
    """
    rows = "unit,period,indicator,value\nP,2010-03,collections,1\nP,2011-02,collections,1\n"
    results = scored(document, {"units": UNITS, "measurements": rows}, "2010-03,2011-02")
    assert values(results, "place") == {("P", "2010-03"): "1", ("P", "2011-02"): "12"}
    assert set(values(results, "places").values()) == {"12"}


def test_a_cycle_adds_up_its_own_months() -> None:
    document = """
    [period.cycle]
    start = 2010-03-01
    end = 2011-02-28
    [month]
    unit = "person"
    period = "month"
    [month.node]
    collected = { measured = "collections" }
    calls = { rows = "commendation", how = "count", is = "count" }
    [cycle]
    unit = "person"
    period = "cycle"
    [cycle.node]
    collected = { from = "month.collected", when = "parts" }
    measured = { measured = "collections" }
    calls = { rows = "commendation", how = "count", is = "count" }
    """
    months = [f"2010-{month:02}" for month in range(3, 13)] + ["2011-01", "2011-02"]
    rows = "unit,period,indicator,value\n" + "".join(f"P,{month},collections,10\n" for month in months)
    events = (
        "event,unit,kind,at\nE1,P,commendation,2010-02-28\nE2,P,commendation,2010-03-01\nE3,P,commendation,2011-02-01\n"
    )
    results = scored(document, {"units": UNITS, "measurements": rows, "events": events}, "2010-03/2011-02")
    cell = ("P", "2010-03/2011-02")
    assert [values(results, node)[cell] for node in ("collected", "measured", "calls")] == ["120", "120", "2"]


def test_so_far_in_the_cycle_reaches_back_over_the_turn_of_the_year() -> None:
    document = """
    [period.cycle]
    start = 2010-03-01
    end = 2011-02-28
    [month]
    unit = "person"
    period = "month"
    [month.node]
    collected = { measured = "collections" }
    before = { from = "month.collected", when = "so_far", within = "cycle" }
    this_year = { from = "month.collected", when = "so_far", within = "year" }
    """
    months = [f"2010-{month:02}" for month in range(1, 13)] + ["2011-01", "2011-02", "2011-03", "2011-04"]
    rows = "unit,period,indicator,value\n" + "".join(f"P,{month},collections,10\n" for month in months)
    results = scored(document, {"units": UNITS, "measurements": rows}, "2010-02,2010-04,2011-02,2011-04")
    assert list(values(results, "before").values()) == ["10", "10", "110", "30"]
    assert list(values(results, "this_year").values()) == ["10", "30", "10", "30"]


def test_a_cycle_that_is_the_year_begins_in_january() -> None:
    document = """
    [period]
    cycle = "year"
    [month]
    unit = "person"
    period = "month"
    [month.node]
    collected = { measured = "collections" }
    before = { from = "month.collected", when = "so_far", within = "cycle" }
    """
    months = ["2010-11", "2010-12", "2011-01", "2011-02"]
    rows = "unit,period,indicator,value\n" + "".join(f"P,{month},collections,10\n" for month in months)
    results = scored(document, {"units": UNITS, "measurements": rows}, "2010-12,2011-02")
    assert values(results, "before") == {("P", "2010-12"): "10", ("P", "2011-02"): "10"}
