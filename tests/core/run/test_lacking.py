"""What a lacking part does: where something stands in for it, nothing is missing."""

from tests.core.run.small import scored

DOCUMENT = """
[month]
unit = "person"
period = "month"
[month.input]
before = { from = "month.complaints", when = "previous", lacking = "nothing" }
[month.node]
complaints = { rows = "complaint", how = "count", is = "count" }
change = { value = "complaints - before", is = "count" }
"""


def test_without_a_period_before_a_change_is_not_assessed() -> None:
    tables = {
        "units": "unit,kind,from\nP,person,2014-02-01\n",
        "events": "event,unit,kind,at\nE1,P,complaint,2014-02-02\n",
    }
    rows = scored(DOCUMENT, tables, "2014-02,2014-03")["nodes"]
    assert [(row["value"], row["state"]) for row in rows if row["node"] == "change"] == [
        (None, "not_assessed"),
        ("-1", "value"),
    ]
