"""A value that another cell lacks is lacking here for the same reason; the last of several parts may be nothing."""

from tests.core.run.small import scored

UNITS = "unit,kind\nD,department\n"
DOCUMENT = """
[quarter]
unit = "department"
period = "quarter"
[quarter.input]
done = { measured = "gov_business_revenue" }
planned = { measured = "gov_business_plan" }
extra = { measured = "operator_revenue", optional = true }
[quarter.node]
progress = { value = "in_percent(done, planned)", is = "percent" }
third = { value = "in_percent(done, 3) + extra", is = "percent" }
[year]
unit = "department"
period = "year"
[year.node]
progress = { from = "quarter.progress", when = "parts", how = "last", is = "percent" }
worst = { from = "quarter.progress", when = "parts", how = "min", is = "percent" }
third = { from = "quarter.third", when = "parts", how = "last", is = "percent" }
reached = { value = "third >= 100", is = "yes_no" }
"""


def year(*planned: int) -> dict[str, tuple[str | None, str]]:
    rows = "unit,period,indicator,value\n"
    for quarter, plan in enumerate(planned, start=1):
        rows += f"D,2014-Q{quarter},gov_business_revenue,1\nD,2014-Q{quarter},gov_business_plan,{plan}\n"
        rows += f"D,2014-Q{quarter},operator_revenue,0\n" if quarter < 4 else ""
    found = scored(DOCUMENT, {"units": UNITS, "measurements": rows}, "2014")
    return {row["node"]: (row["value"], row["state"]) for row in found["nodes"]}


def test_the_last_part_without_cases_makes_the_year_one_without_cases() -> None:
    found = year(2, 4, 5, 0)
    assert found["progress"] == (None, "no_cases")
    assert found["worst"] == ("20", "value")


def test_parts_that_all_lack_cases_have_none_together() -> None:
    found = year(0, 0, 0, 0)
    assert found["worst"] == (None, "no_cases")


def test_a_last_part_that_is_nothing_is_not_replaced_by_an_earlier_one() -> None:
    found = year(2, 4, 5, 1)
    assert found["progress"] == ("100", "value")
    assert found["third"] == (None, "not_assessed")
    assert found["reached"] == (None, "not_assessed")
