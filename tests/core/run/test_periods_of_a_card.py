from tests.core.run.small import scored, values

DOCUMENT = """
[stage]
unit = "branch"
period = ["month", "quarter"]
[stage.node]
plan_completion = { measured = true, segment = "hall" }
"""
HEAD = "unit,period,indicator,segment,numerator,denominator\n"


def test_a_card_for_several_kinds_of_period() -> None:
    rows = HEAD + "".join(f"B,2014-{month:02},plan_completion,hall,{month},10\n" for month in (1, 2, 3))
    tables = {"units": "unit,kind\nB,branch\n", "measurements": rows}
    results = scored(DOCUMENT, tables, "2014-01,2014-Q1")
    assert values(results, "plan_completion") == {("B", "2014-01", "hall"): "10", ("B", "2014-Q1", "hall"): "20"}
    assert {row["card"] for row in results["nodes"]} == {"stage"}
    assert len(scored(DOCUMENT, tables, card="stage")["nodes"]) == 4
