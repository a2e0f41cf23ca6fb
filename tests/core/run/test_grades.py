from tests.core.run.small import scored

UNITS = "unit,kind\nA,outlet\nB,outlet\n"
MARKS = "unit,period,indicator,value\nA,2014-01,appraisal_score,89.5\nB,2014-01,appraisal_score,70\n"
CARD = """
[month]
unit = "outlet"
period = "month"
[month.node]
total = { measured = "appraisal_score", is = "points" }
"""


def grades(document: str, **chosen: object) -> dict[str, str]:
    results = scored(CARD + document, {"units": UNITS, "measurements": MARKS}, chosen=chosen)
    assert all(row["node"] == "total" for row in results["grades"])
    return {row["unit"]: row["grade"] for row in results["grades"]}


def test_grades_judge_a_value_made_from_the_node() -> None:
    lines = 'lines = { B = 0, A = 90 }, order = ["B", "A"]'
    assert grades(f'[month.grades]\ng = {{ of = "total", {lines} }}') == {"A": "B", "B": "B"}
    rounded = f'[month.grades]\ng = {{ of = "total", value = "half_up(total, 1)", {lines} }}'
    assert grades(rounded) == {"A": "A", "B": "B"}


def test_grades_that_a_user_names_stand_in_the_order_of_their_bounds() -> None:
    optional = """
    [parameter]
    grade_lines = { required = true, optional = true, is = "points", keys = "any" }
    [month.grades]
    g = { of = "total", lines = "grade_lines" }
    """
    assert grades(optional) == {}
    assert grades(optional, grade_lines="good=80;poor=0;fair=70") == {"A": "good", "B": "fair"}


def test_grades_without_their_line_are_not_given() -> None:
    optional = """
    [parameter]
    excellent_line = { required = true, optional = true, is = "points" }
    [month.grades]
    g = { of = "total", lines = { ordinary = 0, excellent = "excellent_line" }, order = ["ordinary", "excellent"] }
    """
    assert grades(optional) == {}
    assert grades(optional, excellent_line=80) == {"A": "excellent", "B": "ordinary"}


def test_a_grade_is_compared_in_the_order_of_the_grades() -> None:
    compared = """
    [parameter]
    least = { assumed = "B", is = "code" }
    [month.grades]
    g = { of = "total", lines = { C = 0, B = 75, A = 90 }, order = ["C", "B", "A"] }
    [month.flag]
    top_honour = { when = "g >= least" }
    """
    results = scored(CARD + compared, {"units": UNITS, "measurements": MARKS})
    assert [row["unit"] for row in results["flags"]] == ["A"]
