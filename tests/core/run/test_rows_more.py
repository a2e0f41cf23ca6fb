"""What folding rows may do beyond counting one period: the latest row, all rows to date, a share of a measured count."""

import pytest

from kaohe.core.errors import KaoheError
from tests.core.run.small import scored, values

UNITS = "unit,kind,post_rank\nA,area,\nP,partner,\nX,person,2\nY,person,5\n"


def test_the_latest_row_of_each_key_to_date() -> None:
    document = """
    [rows.item]
    of = "contract_check"
    [quarter]
    unit = "partner"
    period = "quarter"
    [quarter.node]
    items = { rows = "item", each = "cases(present, 1, 0)", through = { per = "contract_item", how = "last", where = "value == 1" }, how = "count", when = "to_date", is = "count" }
    latest = { rows = "item", each = "cases(present, 1, 0)", how = "last", is = "count" }
    """
    events = "event,unit,kind,at,contract_item,present\n"
    events += "E1,P,contract_check,2014-01-05,exit,false\nE2,P,contract_check,2014-02-05,settlement,true\n"
    events += "E3,P,contract_check,2014-05-05,exit,true\nE4,P,contract_check,2014-08-01,settlement,false\n"
    results = scored(document, {"units": UNITS, "events": events}, "2014-Q1,2014-Q2,2014-Q3,2014-Q4")
    assert list(values(results, "items").values()) == ["1", "2", "1", "1"]
    assert list(values(results, "latest").values()) == ["1", "1", "0", None]


def test_the_rows_of_the_year_so_far() -> None:
    document = """
    [rows.item]
    of = "contract_check"
    [quarter]
    unit = "partner"
    period = "quarter"
    [quarter.node]
    items = { rows = "item", how = "count", when = "so_far", is = "count" }
    """
    days = ("2013-12-31", "2014-01-01", "2014-06-30", "2014-07-01", "2015-01-01")
    events = "event,unit,kind,at,contract_item,present\n"
    events += "".join(f"E{n},P,contract_check,{day},exit,true\n" for n, day in enumerate(days))
    results = scored(document, {"units": UNITS, "events": events}, "2014-Q1,2014-Q2,2014-Q3,2014-Q4,2015-Q1")
    assert list(values(results, "items").values()) == ["1", "2", "3", "3", "1"]


COMPLAINTS = """
[rows.recorded]
of = "complaint"
verified = false
[month]
unit = "area"
period = "month"
[month.input]
subscribers = { measured = true }
[month.node]
complaint_rate = { measured = true, rows = "recorded", out_of = "subscribers", no_cases = 0 }
[year]
unit = "area"
period = "year"
[year.node]
complaint_rate = { from = "month.complaint_rate", when = "parts", how = "pooled" }
"""
HEAD = "unit,period,indicator,value,numerator,denominator\n"


def rates(measurements: str, events: str, period: str = "2012-01") -> list[str | None]:
    tables = {"units": UNITS, "measurements": HEAD + measurements, "events": "event,unit,kind,at,verified\n" + events}
    return list(values(scored(COMPLAINTS, tables, period), "complaint_rate").values())


def test_rows_out_of_a_measured_count() -> None:
    five = "".join(f"E{n},A,complaint,2012-01-0{n},{'false' if n == 1 else 'true'}\n" for n in range(1, 6))
    assert rates("A,2012-01,subscribers,5000,,\n", five) == ["0.1"]
    assert rates("A,2012-01,subscribers,5000,,\n", "") == ["0"]
    assert rates("A,2012-01,subscribers,0,,\n", five) == [None]
    assert rates("A,2012-01,subscribers,5000,,\nA,2012-01,complaint_rate,,5,5000\n", five) == ["0.1"]
    assert rates("A,2012-01,subscribers,5000,,\nA,2012-01,complaint_rate,,4,5000\n", "") == ["0.08"]
    with pytest.raises(KaoheError, match="supplied as"):
        rates("A,2012-01,subscribers,5000,,\nA,2012-01,complaint_rate,,4,5000\n", five)
    with pytest.raises(KaoheError, match="complaint_rate is missing"):
        rates("", five)


def test_rows_out_of_a_measured_count_pool() -> None:
    months = "".join(f"A,2012-{month:02},subscribers,{1000 * month},,\n" for month in range(1, 13))
    assert rates(months, "E1,A,complaint,2012-01-02,true\nE2,A,complaint,2012-12-02,true\n", "2012") == [
        "0.002564102564"
    ]


def test_one_row_of_an_incident_whoever_is_its_unit() -> None:
    document = """
    [rows.visit]
    of = "first_contact_check"
    pick = { max = "rank", per = ["incident"] }
    [rows.visit.let]
    rank = "unit.post_rank"
    [month]
    unit = "person"
    period = "month"
    [month.node]
    visits = { rows = "visit", how = "count", is = "count" }
    """
    events = (
        "event,unit,kind,at,incident\nE1,X,first_contact_check,2012-01-02,V\nE2,Y,first_contact_check,2012-01-02,V\n"
    )
    results = scored(document, {"units": UNITS, "events": events})
    assert values(results, "visits") == {("X", "2012-01"): "0", ("Y", "2012-01"): "1"}


def test_a_parameter_that_names_a_column() -> None:
    document = """
    [parameter]
    starts = { assumed = { reply = "dispatched_at" }, is = "column" }
    [rows.ticket]
    of = "hotline_complaint"
    at = "dispatched_at"
    [rows.ticket.let]
    on_time = "within(returned_at, starts.reply, 60)"
    [month]
    unit = "branch"
    period = "month"
    [month.node]
    rate = { rows = "ticket", each = "on_time", how = "rate" }
    """
    tickets = "ticket,unit,kind,submitted_at,dispatched_at,returned_at\n"
    tickets += "T1,B,hotline_complaint,2003-04-01T08:00,2003-04-01T09:00,2003-04-01T10:00\n"
    tables = {"units": "unit,kind\nB,branch\n", "tickets": tickets}
    assert values(scored(document, tables, "2003-04"), "rate") == {("B", "2003-04"): "100"}
    later = scored(document, tables, "2003-04", chosen={"starts.reply": "submitted_at"})
    assert values(later, "rate") == {("B", "2003-04"): "0"}


def test_an_attribute_handed_down_from_the_nearest_unit_above() -> None:
    document = """
    [rows.case]
    of = "quarrel"
    [month]
    unit = "person"
    period = "month"
    [month.node]
    window = { rows = "case", where = "unit.window_unit", how = "count", is = "count" }
    """
    units = "unit,kind,parent,window_unit\nW,workshop,,true\nT,team,W,\nP,person,T,\nQ,person,T,false\nR,person,,\n"
    events = "event,unit,kind,at\n" + "".join(f"E{unit},{unit},quarrel,2005-04-01\n" for unit in "PQR")
    results = scored(document, {"units": units, "events": events}, "2005-04")
    assert values(results, "window") == {("P", "2005-04"): "1", ("Q", "2005-04"): "0", ("R", "2005-04"): "0"}


def test_distinct_rows_and_the_least_sum_per_key() -> None:
    document = """
    [rows.look]
    of = "publicity_check"
    [month]
    unit = "outlet"
    period = "month"
    [month.node]
    inspections = { rows = "look", how = "count", distinct = "incident", is = "count" }
    fewest = { rows = "look", each = "cases(posted, 1, 0)", through = { per = "incident", how = "sum" }, how = "min", is = "count" }
    """
    events = "event,unit,kind,at,incident,posted\nE1,O,publicity_check,2012-01-01,I,true\nE2,O,publicity_check,2012-01-01,I,true\n"
    events += "E3,O,publicity_check,2012-01-09,J,true\nE4,O,publicity_check,2012-01-09,J,false\n"
    results = scored(document, {"units": "unit,kind\nO,outlet\nQ,outlet\n", "events": events}, "2012-01")
    assert values(results, "inspections") == {("O", "2012-01"): "2", ("Q", "2012-01"): "0"}
    assert values(results, "fewest") == {("O", "2012-01"): "1", ("Q", "2012-01"): None}


MINUTES = """
[rows.answered]
of = "request"
at = "accepted_at"
[rows.answered.let]
waited = "minutes(accepted_at, responded_at)"
[month]
unit = "team"
period = "month"
[month.node]
mean_response_time_minutes = { measured = true, rows = "answered", each = "waited", how = "mean" }
"""
TICKETS = "ticket,unit,kind,accepted_at,responded_at\n"


def waited(tables: dict[str, str]) -> list[tuple[str | None, str]]:
    results = scored(MINUTES, {"units": "unit,kind\nT,team\n", **tables}, "2014-01")
    return [(node["value"], node["state"]) for node in results["nodes"]]


def test_mean_minutes_of_tickets_or_supplied() -> None:
    tickets = (
        TICKETS + "T1,T,request,2014-01-02T08:00,2014-01-02T08:30\nT2,T,request,2014-01-02T08:00,2014-01-02T09:30\n"
    )
    supplied = HEAD + "T,2014-01,mean_response_time_minutes,,120,2\n"
    assert waited({"tickets": tickets}) == [("60", "value")]
    assert waited({"tickets": tickets, "measurements": supplied}) == [("60", "value")]


def test_a_rate_has_no_cases_where_its_table_was_handed_in_and_else_is_missing() -> None:
    assert waited({"tickets": TICKETS}) == [(None, "no_cases")]
    assert waited({"tickets": TICKETS + "T1,T,service_order,2014-01-02T08:00,\n"}) == [(None, "no_cases")]
    with pytest.raises(KaoheError, match=r"or the table tickets \(without rows if there were no cases\)"):
        waited({})


def test_a_window_goes_by_the_period_that_a_row_belongs_to() -> None:
    document = """
    [rows.order]
    of = "dispatch_order"
    at = "after(at, 1440)"
    [rows.order.over]
    n = { how = "number", per = ["unit"], within = "year" }
    [month]
    unit = "person"
    period = "month"
    [month.node]
    most = { rows = "order", each = "n", how = "max", is = "count" }
    """
    events = "event,unit,kind,at\nE1,X,dispatch_order,2002-12-01\nE2,X,dispatch_order,2002-12-31T20:00\nE3,X,dispatch_order,2003-01-05\n"
    results = scored(document, {"units": UNITS, "events": events}, "2002-12,2003-01")
    assert [values(results, "most")[("X", period)] for period in ("2002-12", "2003-01")] == ["1", "2"]


def test_cases_of_one_person_are_counted_without_an_amount() -> None:
    document = """
    [month]
    unit = "area"
    period = "month"
    [month.node]
    twice = { rows = "complaint", through = { per = "person", how = "count", where = "value >= 2" }, how = "count" }
    """
    events = "event,unit,kind,at,person\nE1,A,complaint,2014-01-05,Li\nE2,A,complaint,2014-01-06,Li\n"
    events += "E3,A,complaint,2014-01-07,Wu\n"
    results = scored(document, {"units": UNITS, "events": events}, "2014-01")
    assert list(values(results, "twice").values()) == ["1"]


def test_the_row_that_stands_for_most_cases_counts() -> None:
    document = """
    [rows.case]
    of = "complaint"
    pick = { max = "count" }
    [month]
    unit = "area"
    period = "month"
    [month.node]
    cases = { rows = "case", how = "count" }
    """
    events = "event,unit,kind,at,incident,count\nE1,A,complaint,2014-01-05,I1,2\nE2,A,complaint,2014-01-06,I1,3\n"
    results = scored(document, {"units": UNITS, "events": events}, "2014-01")
    assert list(values(results, "cases").values()) == ["3"]
