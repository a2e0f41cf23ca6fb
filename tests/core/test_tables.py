import tomllib
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from kaohe.core.catalogue import catalogue
from kaohe.core.errors import KaoheError
from kaohe.core.periods import Period
from kaohe.core.tables import TABLES, Input, RawTable, Tables, ancestors, assessed, normalise
from kaohe.core.tables.hierarchy import with_nearest

UNITS = """
unit,kind,name,parent,from,to
C,company,,,,
B1,branch,,C,,
B2,branch,,C,,
P1,person,,B1,2014-01-01,2014-06-30
P1,person,,B2,2014-07-01,
"""


def errors(**texts: str) -> str:
    with pytest.raises(KaoheError) as error:
        Tables.from_text({"units": UNITS} | texts)
    return str(error.value)


def test_every_table_is_there_with_all_its_columns() -> None:
    tables = Tables.from_text({"units": "\nunit,kind\nB1,branch\n"})
    assert tables.events.is_empty() and tables.events.schema["month"] == pl.Int64
    assert tables.events.schema["aggravating"] == pl.List(pl.String)
    assert tables.measurements.schema["first"] == pl.Int64
    assert tables.tickets.schema["accepted_at"] == pl.Int64
    assert tables.units.columns[:6] == ["unit", "kind", "name", "parent", "from", "to"]
    assert all({"_row", "_file"} <= set(getattr(tables, name).columns) for name in TABLES)
    text = "unit,kind\nB1,branch"
    assert tables.inputs == [Input("units", "units.csv", 1, sha256(text.encode()).hexdigest())]


def test_events_are_typed_and_completed() -> None:
    events = """
event,unit,kind,at,levels_reached,decided_amount,decided_points,note
E1,B1,complaint,2014-11-03,branch; frontline,-50.25,1.5,seen
E2,P1,表扬,2014/12/3 9:05,,,,
"""
    row, other = Tables.from_text({"units": UNITS, "events": events}).events.to_dicts()
    assert row["at"] == (datetime(2014, 11, 3) - datetime(1970, 1, 1)).total_seconds()
    assert row["month"] == Period.parse("2014-11").first
    assert (row["count"], row["verified"], row["incident"], row["highest_level"]) == (1, True, "E1", "frontline")
    assert (row["levels_reached"], row["mitigating"]) == (["branch", "frontline"], [])
    assert (row["decided_amount"], row["decided_points"], row["note"]) == (-5025, 1_500_000, "seen")
    assert (row["severity"], row["severity_supplied"], row["process"]) == ("minor", False, None)
    assert (other["kind"], other["form"], other["_row"], other["_file"]) == ("commendation", "oral", 3, "events.csv")


def test_measurements_are_exact_and_know_their_months() -> None:
    text = """
unit,period,indicator,value,numerator,denominator
B1,2014-11,households,"1,234",,
B1,2014-Q4,满意率,,190,200
B2,2014-11,satisfaction_rate,95%,,
"""
    found = Tables.from_text({"units": UNITS, "measurements": text}).measurements
    assert found["indicator"].to_list() == ["subscribers", "satisfaction_rate", "satisfaction_rate"]
    assert found["value"].to_list() == [1_234_000_000, None, 95_000_000]
    assert found["numerator"].to_list() == [None, 190_000_000, None]
    assert found.select("first", "last").row(1) == tuple(Period.parse("2014-Q4"))


def test_tickets_have_their_defaults() -> None:
    text = "ticket,unit,kind,class,accepted_at,required_at\nT1,B1,fault,AAA,2014-11-03 08:00,2014-11-04"
    row = Tables.from_text({"units": UNITS, "tickets": text}).tickets.row(0, named=True)
    assert row["required_at"] - row["accepted_at"] == 39 * 3600 + 3599
    assert row["materials_complete_at"] == row["accepted_at"]
    assert (row["priority"], row["valid"], row["class"], row["completed_at"]) == ("normal", True, "AAA", None)


def test_ratings_know_what_they_are_out_of() -> None:
    text = """
unit,period,item,score,full
P1,2014-11,conduct,90,
P1,2014-11,service-dept-six-dim/problem_solving/solving,8,
P1,2014-11,my-scheme/leaf,3,
P1,2014-11,attitude,4,5
"""
    found = Tables.from_text({"units": UNITS, "ratings": text}).ratings
    assert found["full"].to_list() == [100_000_000, 10_000_000, None, 5_000_000]


def test_postings_are_in_fen() -> None:
    text = "unit,period,account,counter,amount,ref\nB1,2014-11,fine,service_fund,-50.00,E1"
    assert Tables.from_text({"units": UNITS, "postings": text}).postings["amount"].to_list() == [-5000]


def test_chinese_headers_and_empty_rows() -> None:
    text = "单位,期间,指标,数值\nB1,2014-11,用户数,12\n,,,\nB2,2014-11,用户数,34"
    found = Tables.from_text({"units": UNITS, "measurements": text}).measurements
    assert found["_row"].to_list() == [2, 4]


def test_typed_columns_need_no_text() -> None:
    frame = pl.DataFrame({"event": [1, 2], "unit": ["B1", "B1"], "kind": ["outage"] * 2, "at": [date(2014, 1, 31)] * 2})
    units = RawTable(pl.DataFrame({"unit": ["B1"], "kind": ["branch"]}), "units.parquet", first_row=1, clean=True)
    events = normalise({"units": units, "events": RawTable(frame, "events.parquet", first_row=1, clean=True)}).events
    assert events["event"].to_list() == ["1", "2"]
    assert events["_row"].to_list() == [1, 2]
    assert events["month"].to_list() == [Period.parse("2014-01").first] * 2


def test_parts_of_one_table_are_put_together() -> None:
    one = RawTable(pl.DataFrame({"unit": ["B1"], "kind": ["branch"]}), "north.csv")
    two = RawTable(pl.DataFrame({"unit": ["B2"], "kind": ["branch"], "extra": ["x"]}), "south.csv")
    units = normalise({"units": [one, two]}).units
    assert units.select("unit", "extra", "_file").rows() == [("B1", None, "north.csv"), ("B2", "x", "south.csv")]


CASES = tomllib.loads(Path(__file__).with_name("bad_input.toml").read_text("utf-8"))["case"]
MEASUREMENT = "unit,period,indicator,value,numerator,denominator\nB1,2014-11,{}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["message"])
def test_bad_input_gets_one_clear_message(case: dict[str, str]) -> None:
    found = errors(**{case["table"]: case["text"]})
    assert case["message"] in found
    assert len(found.splitlines()) == 1


def test_all_errors_at_once_then_a_count() -> None:
    rows = "\n".join(f"E{number},B1,outage,soon" for number in range(1000))
    found = errors(events=f"event,unit,kind,at\n{rows}", measurements=MEASUREMENT.format("workload,-1,,"))
    assert len(found.splitlines()) == 21
    assert found.splitlines()[-1].startswith("... and ")


def test_no_units() -> None:
    with pytest.raises(KaoheError, match="there is no table 'units'"):
        Tables.from_text({"events": "event,unit,kind,at\nE1,B1,outage,2014-11-03"})


def test_attainments_may_exceed_a_hundred_per_cent() -> None:
    text = """
unit,period,indicator,numerator,denominator
B1,2014-Q4,outsourcing_revenue,300,200
B1,2014-11,complaint_rate,3,2
"""
    assert Tables.from_text({"units": UNITS, "measurements": text}).measurements.height == 2


CORRECTED = """
event,unit,kind,at,incident,corrects,corrected_by,reason,corrected_on
E1,B1,outage,2014-11-03,,,,,
E2,B1,outage,2014-11-03,I7,,,,
E3,B1,outage,2014-11-04,,E1,Li,wrong day,2014-12-01
E4,B1,outage,2014-11-05,,E3,Wu,wrong again,2014-12-02
E5,B1,outage,2014-11-05,,E2,Wu,wrong day,2014-12-02
"""


def test_a_correction_stands_in_the_place_of_the_row_it_names() -> None:
    tables = Tables.from_text({"units": UNITS, "events": CORRECTED})
    assert tables.events.select("event", "corrects", "incident").rows() == [("E4", "E3", "E1"), ("E5", "E2", "I7")]
    assert tables.replaced["event"].to_list() == ["E1", "E2", "E3"]


def test_a_status_decides_what_is_verified() -> None:
    rows = [f"E{number},B1,outage,2014-11-03,{name}" for number, name in enumerate(catalogue().statuses)]
    text = "\n".join(
        ["event,unit,kind,at,status", *rows, "E9,B1,outage,2014-11-03,", "E10,B1,outage,2014-11-03,申诉中"]
    )
    events = Tables.from_text({"units": UNITS, "events": text}).events
    assert dict(events.select(pl.col("status").fill_null(""), "verified").rows()) == {
        "reported": False, "verified": True, "appealed": True, "upheld": True, "rejected": False, "": True,
    }  # fmt: skip


def test_ancestors_follow_the_spells() -> None:
    units = Tables.from_text({"units": UNITS}).units
    found = ancestors(units).filter(pl.col("unit") == "P1").sort("from", "ancestor").drop("levels").rows()
    first, second = (date(2014, 1, 1), date(2014, 6, 30)), (date(2014, 7, 1), None)
    assert [row[1:] for row in found] == [
        ("B1", *first),
        ("C", *first),
        ("P1", *first),
        ("B2", *second),
        ("C", *second),
        ("P1", *second),
    ]


def test_spells_are_cut_where_they_meet() -> None:
    text = "unit,kind,parent,from,to\nC,company,,,2014-03-31\nB,branch,C,2014-02-01,\nP,person,B,,2014-12-31"
    found = ancestors(Tables.from_text({"units": text}).units)
    assert found.filter(unit="P", ancestor="C").row(0)[2:4] == (date(2014, 2, 1), date(2014, 3, 31))


def test_the_nearest_unit_of_a_kind_on_the_day() -> None:
    units = Tables.from_text({"units": UNITS}).units
    days = [date(2014, 6, 30), date(2014, 7, 1), date(2014, 1, 1), date(2014, 1, 1)]
    rows = pl.DataFrame({"unit": pl.Series(["P1", "P1", "B1", "C"], dtype=units["unit"].dtype), "day": days})
    assert with_nearest(rows, units, "branch", pl.col("day"))["branch"].to_list() == ["B1", "B2", "B1", None]


def test_assessed_units_have_a_spell_on_the_last_day() -> None:
    units = Tables.from_text({"units": UNITS}).units
    assert assessed(units, ["person"], Period.parse("2014-Q2")).select("unit", "parent").rows() == [("P1", "B1")]
    assert assessed(units, ["person"], Period.parse("2014")).select("unit", "parent").rows() == [("P1", "B2")]
    assert assessed(units, ["person", "branch"], Period.parse("2013-12"))["unit"].to_list() == ["B1", "B2"]
