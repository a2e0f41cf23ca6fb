"""A sample that may be left out, but not be empty: then the run setting decides (C5)."""

import pytest

from kaohe.core.errors import KaoheError
from tests.core.run.small import scored

DOCUMENT = """
[month]
unit = "department"
period = "month"
[month.node]
satisfaction_rate = { measured = true, sample = true, optional = true }
asked = { value = "cases(known(satisfaction_rate), 1, 0)", is = "count" }
"""


def survey(cells: str, setting: str) -> tuple[str | None, str]:
    rows = "unit,period,indicator,value,numerator,denominator\nD,2014-01,new_customers,3,,\n"
    rows += f"D,2014-01,satisfaction_rate,{cells}\n" if cells else ""
    found = scored(DOCUMENT, {"units": "unit,kind\nD,department\n", "measurements": rows}, empty_survey=setting)
    row = found["nodes"][0]
    return row["value"], row["state"]


@pytest.mark.parametrize("setting", ["error", "exclude", "met"])
def test_left_out_it_is_not_assessed(setting: str) -> None:
    assert survey("", setting) == (None, "not_assessed")


@pytest.mark.parametrize(("cells", "value"), [(",1,2", "50"), ("95,,", "95")])
def test_supplied_it_counts(cells: str, value: str) -> None:
    assert survey(cells, "error") == (value, "value")


@pytest.mark.parametrize(("setting", "state"), [("exclude", "not_assessed"), ("met", "no_cases")])
def test_empty_it_goes_by_the_setting(setting: str, state: str) -> None:
    assert survey(",0,0", setting) == (None, state)


def test_empty_it_is_an_error_by_default() -> None:
    with pytest.raises(KaoheError, match="satisfaction_rate is missing, or its sample is empty"):
        survey(",0,0", "error")
