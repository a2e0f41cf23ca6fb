"""``--partial``: what was not supplied is said to be missing, also by the year that pools it."""

from tests.core.run.small import scored

DOCUMENT = """
[month]
unit = "branch"
period = "month"
[month.node]
satisfaction_rate = { measured = true, is = "percent" }
opportunity_count = { measured = true, is = "count" }
[year]
unit = "branch"
period = "year"
[year.node]
satisfaction_rate = { from = "month.satisfaction_rate", when = "parts", how = "pooled", is = "percent" }
"""


def state(rate: str) -> tuple[str | None, str]:
    rows = "unit,period,indicator,value,numerator,denominator\n"
    for month in range(1, 13):
        rows += f"B,2014-{month:02},opportunity_count,1,,\n{rate.format(month=f'{month:02}')}"
    tables = {"units": "unit,kind\nB,branch\n", "measurements": rows}
    found = scored(DOCUMENT, tables, "2014", partial=True)
    return next((row["value"], row["state"]) for row in found["nodes"] if row["node"] == "satisfaction_rate")


def test_a_year_of_months_without_any_figure_is_missing() -> None:
    assert state("") == (None, "missing")


def test_a_year_of_months_without_cases_has_no_cases() -> None:
    assert state("B,2014-{month},satisfaction_rate,,0,0\n") == (None, "no_cases")


def test_a_year_of_months_with_cases_has_a_value() -> None:
    assert state("B,2014-{month},satisfaction_rate,,9,10\n") == ("90", "value")
