"""Cards with a cell per unit, segment and period."""

import tomllib
from decimal import Decimal

from kaohe.core.documents import read_scheme
from kaohe.core.tables import Tables
from kaohe.plugins import session
from tests.core.run.small import HEAD as HEAD_OF_DOCUMENT
from tests.core.run.small import scored, values

UNITS = "unit,kind,parent\nD,department,\nP,person,D\nB,branch,\n"
PLANS = """
[plans]
unit = "branch"
period = "month"
called = "month"
segment = { measured = "plan_completion" }
[plans.input]
done = { measured = "plan_completion", part = "numerator" }
share_of_all = { from = "month.done", who = "owner" }
[plans.node]
plan_completion = { measured = true }
share = { value = "in_percent(done, share_of_all)", is = "percent" }
[plans.flag]
milestone_missed = { when = "plan_completion < 100" }
[plans.money]
reward = { post = "done", account = "reward" }
[month]
unit = "branch"
period = "month"
[month.node]
done = { from = "plans.done", who = "segments", is = "count" }
"""
HEAD = "unit,period,indicator,segment,numerator,denominator\n"


def plans(period: str = "2014-01,2014-02", **more: object) -> object:
    rows = (
        "B,2014-01,plan_completion,hall,6,10\nB,2014-01,plan_completion,desk,2,2\nB,2014-02,plan_completion,hall,3,10\n"
    )
    return scored(PLANS, {"units": UNITS, "measurements": HEAD + rows}, period, **more)


def test_a_measured_segment_has_a_cell_where_it_occurs() -> None:
    results = plans()
    assert values(results, "plan_completion") == {
        ("B", "2014-01", "desk"): "100", ("B", "2014-01", "hall"): "60", ("B", "2014-02", "hall"): "30",
    }  # fmt: skip


def test_a_segment_occurs_where_a_measurement_a_row_or_the_list_names_it() -> None:
    document = """
[rows.case]
of = "fault"
[rows.case.let]
grade = "class_"
[cases]
unit = "person"
period = "month"
called = "month"
segment = { measured = "plan_completion", rows = "case", by = "grade", list = ["ordinary"] }
[cases.node]
faults = { rows = "case", how = "count" }
"""
    units = "unit,kind,parent\nP,person,\n"
    rows = HEAD + "P,2014-02,plan_completion,hall,3,10\n"
    tickets = "ticket,unit,kind,accepted_at,class\nT1,P,fault,2014-01-02,major\nT2,P,fault,2014-01-03,major\n"
    results = scored(document, {"units": units, "measurements": rows, "tickets": tickets}, "2014-01,2014-02")
    assert values(results, "faults") == {
        ("P", "2014-01", "major"): "2", ("P", "2014-01", "ordinary"): "0",
        ("P", "2014-02", "hall"): "0", ("P", "2014-02", "ordinary"): "0",
    }  # fmt: skip


def test_segments_add_up_to_their_unit_and_read_it() -> None:
    results = plans()
    assert values(results, "done") == {("B", "2014-01"): "8", ("B", "2014-02"): "3"}
    assert values(results, "share")[("B", "2014-01", "desk")] == "25"


def test_outcomes_of_a_segment_are_those_of_its_unit() -> None:
    results = plans("2014-01", units=("B",))
    assert [(row["unit"], row["flag"]) for row in results["flags"]] == [("B", "milestone_missed")]  # type: ignore[index]
    assert [(row["unit"], row["amount"]) for row in results["money"]] == [("B", "2.00"), ("B", "6.00")]  # type: ignore[index]
    assert plans("2014-01", units=("D",))["nodes"] == []  # type: ignore[index]


def test_the_receipt_of_a_segment_names_it() -> None:
    raw = tomllib.loads(HEAD_OF_DOCUMENT + PLANS, parse_float=Decimal)
    rows = "B,2014-01,plan_completion,hall,6,10\n"
    tables = Tables.from_text({"units": UNITS, "measurements": HEAD + rows})
    results = session.score(tables, [read_scheme(raw)], "2014-01")
    text = session.explain(results, unit="B", period="2014-01", node="share")
    assert "B · hall, 2014-01" in text and "100" in text


def test_listed_segments_are_always_there() -> None:
    document = """
    [parameter]
    prices = { stated = { fixed_line = 2, bandwidth = 5 }, is = "yuan" }
    [month]
    unit = "branch"
    period = "month"
    segment = { list = ["fixed_line", "bandwidth"] }
    [month.input]
    lost = { measured = "exempt_lost", missing = 0 }
    [month.node]
    cost = { value = "lost * lookup(prices, unit.segment)", is = "yuan" }
    """
    rows = "unit,period,indicator,segment,value\nB,2014-01,exempt_lost,bandwidth,3\n"
    results = scored(document, {"units": UNITS, "measurements": rows}, "2014-01")
    assert values(results, "cost") == {("B", "2014-01", "bandwidth"): "15", ("B", "2014-01", "fixed_line"): "0"}


def test_rows_fall_into_the_segment_they_name_at_every_unit_above() -> None:
    document = """
    [rows.case]
    of = "complaint"
    [desks]
    unit = ["department", "person"]
    period = "month"
    segment = { rows = "case", by = "recorded_by" }
    [desks.node]
    complaints = { rows = "case", how = "count", is = "count" }
    [products]
    unit = ["department", "person"]
    period = "month"
    segment = { rows = "case", by = ["recorded_by", "product_unit"] }
    [products.input]
    all = { from = "desks.complaints", who = "owner" }
    own = { rows = "case", how = "count" }
    [products.node]
    share = { value = "in_percent(own, all)", is = "percent" }
    """
    events = "event,unit,kind,at,recorded_by,product_unit\nE1,P,complaint,2014-01-02,hotline_1001,mail\n"
    events += "E2,D,complaint,2014-01-03,hotline_1001,\nE3,D,complaint,2014-01-03,other,sms/mms\n"
    results = scored(document, {"units": UNITS, "events": events}, "2014-01")
    assert values(results, "complaints") == {
        ("D", "2014-01", "hotline_1001"): "2", ("D", "2014-01", "other"): "1", ("P", "2014-01", "hotline_1001"): "1",
    }  # fmt: skip
    assert values(results, "share") == {
        ("D", "2014-01", "hotline_1001/mail"): "50", ("D", "2014-01", "hotline_1001/unclassified"): "50",
        ("D", "2014-01", "other/sms/mms"): "100", ("P", "2014-01", "hotline_1001/mail"): "100",
    }  # fmt: skip


def test_segments_known_from_earlier_periods() -> None:
    document = """
    [rows.item]
    of = "contract_check"
    [month]
    unit = "branch"
    period = "month"
    segment = { rows = "item", by = "contract", when = "to_date" }
    [month.node]
    items = { rows = "item", how = "count", when = "to_date", is = "count" }
    """
    events = "event,unit,kind,at,contract\nE1,B,contract_check,2014-01-02,K1\nE2,B,contract_check,2014-02-02,K2\n"
    results = scored(document, {"units": UNITS, "events": events}, "2014-01,2014-03")
    assert values(results, "items") == {
        ("B", "2014-01", "K1"): "1",
        ("B", "2014-03", "K1"): "1",
        ("B", "2014-03", "K2"): "1",
    }


def test_a_card_for_several_periods_raises_a_flag_once() -> None:
    document = """
[case]
unit = "person"
period = ["month", "quarter"]
[case.input]
faults = { rows = "fault", how = "count", when = "to_date" }
[case.node]
faulty = { value = "faults > 0", is = "yes_no" }
[case.flag]
has_faults = { when = "faulty" }
"""
    tickets = "ticket,unit,kind,accepted_at\nT1,P,fault,2014-02-02\n"
    tables = {"units": "unit,kind,parent\nP,person,\n", "tickets": tickets}
    flags = scored(document, tables, "2014-01,2014-02,2014-Q1,2014-Q2")["flags"]
    assert [row["period"] for row in flags] == ["2014-02", "2014-Q2"]  # type: ignore[index]
    assert [row["period"] for row in scored(document, tables, "2014-Q1")["flags"]] == ["2014-Q1"]  # type: ignore[index]


def test_a_segment_occurs_where_the_unit_of_its_row_was() -> None:
    document = """
    [rows.complaint]
    of = "complaint"
    [month]
    unit = "branch"
    period = "month"
    segment = { rows = "complaint", by = "net" }
    [month.node]
    complaints = { rows = "complaint", how = "count", is = "count" }
    """
    units = "unit,kind,parent,from,to\nB1,branch,,,\nB2,branch,,,\nO,outlet,B1,,2014-01-14\nO,outlet,B2,2014-01-15,\n"
    events = "event,unit,kind,at,net\nE1,O,complaint,2014-01-14,product\nE2,O,complaint,2014-01-15,support\n"
    results = scored(document, {"units": units, "events": events}, "2014-01")
    assert values(results, "complaints") == {
        ("B1", "2014-01", "product"): "1",
        ("B2", "2014-01", "support"): "1",
    }


def test_what_is_filed_for_a_quarter_does_not_occur_in_its_first_month() -> None:
    document = """
    [stage]
    unit = "team"
    period = ["month", "quarter"]
    segment = { measured = "plan_completion" }
    [stage.node]
    plan_completion = { measured = true }
    """
    filed = "unit,period,indicator,numerator,denominator,segment\nA,2014-Q1,plan_completion,7,10,new\nA,2014-02,plan_completion,1,2,old\n"
    found = scored(document, {"units": "unit,kind\nA,team\n", "measurements": filed})
    assert values(found, "plan_completion") == {
        ("A", "2014-02", "old"): "50",
        ("A", "2014-Q1", "new"): "70",
        ("A", "2014-Q1", "old"): "50",
    }
