"""Rows given, laid over rows stored: what is new, what has changed, what waits."""

from __future__ import annotations

import polars as pl
import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.periods import Period
from kaohe.core.store.merge import Merged, Parts, merge, unsettled, without
from kaohe.core.tables import TABLES, normalise, raw_from_text

UNITS = "unit,kind\nB1,branch\nB2,branch"
MARCH = Period.parse("2014-03").last


def parts(**texts: str) -> Parts:
    return {table: [raw_from_text(table, text)] for table, text in texts.items()}


def rows(found: Parts, table: str, column: str) -> list[str]:
    return [cell for part in found.get(table, []) for cell in part.frame[column].to_list()]


STORED = parts(
    units=UNITS,
    events="event,unit,kind,at\nE1,B1,outage,2014-03-01\nE2,B1,outage,2014-03-02",
    measurements="unit,period,indicator,value\nB1,2014-03,subscribers,10\nB2,2014-03,subscribers,20",
    ratings="unit,period,item,score,rater\nB1,2014-03,conduct,90,Li\nB1,2014-03,conduct,80,Wu",
)


def merged(last: int | None = MARCH, **texts: str) -> Merged:
    return merge(STORED, parts(**texts), last)


def test_what_is_stored_already_is_not_new_however_it_is_written() -> None:
    found = merged(
        events="kind,unit,at,event,note,count\noutage,B1,2014/3/1,E1,,1",
        measurements="单位,期间,指标,数值\nB1,2014-03,subscribers,10.0",
        units="unit,kind\nB2,分公司",
    )
    assert (found.fresh, found.later) == ([], 0)
    assert [part for table in TABLES for part in found.kept.get(table, [])] == []


def test_rows_are_new_late_or_of_a_later_month() -> None:
    found = merged(
        events="event,unit,kind,at\nE2,B1,outage,2014-03-02\nE3,B2,outage,2014-02-27\nE4,B2,outage,2014-04-01"
    )
    assert [(one.key, one.month, one.was) for one in found.fresh] == [("E3", MARCH - 1, "")]
    assert found.later == 1
    assert rows(found.every, "events", "event") == ["E1", "E2", "E3"]
    assert rows(found.kept, "events", "event") == ["E3"]
    assert rows(found.stored, "events", "event") == ["E1", "E2"]


def test_of_each_key_the_latest_rows_hold() -> None:
    found = merged(
        measurements="unit,period,indicator,value\nB2,2014-03,subscribers,25",
        ratings="unit,period,item,score,rater\nB1,2014-03,conduct,85,Li",
    )
    assert rows(found.every, "measurements", "value") == ["10", "25"]
    assert rows(found.every, "ratings", "score") == ["85"]  # the marks of an item are filed together
    assert [str(one) for one in found.fresh] == [
        "measurements B2 2014-03 subscribers (value: 20 → 25)",
        "ratings B1 2014-03 conduct (score: 90 → 85)",
    ]


def test_a_row_keeps_the_number_it_had_in_its_file() -> None:
    found = merged(events="event,unit,kind,at\nE1,B1,outage,2014-03-01\nE3,B1,outage,2014-03-09")
    events = normalise(found.every).events
    assert dict(events.select("event", "_row").iter_rows()) == {"E1": 2, "E2": 3, "E3": 3}


def test_empty_rows_are_no_rows() -> None:
    found = merged(events="event,unit,kind,at\n,,,\nE3,B1,outage,2014-03-09\n,,,")
    assert rows(found.kept, "events", "event") == ["E3"]
    assert normalise(found.every).events["_row"].to_list() == [2, 3, 3]


def test_rows_can_be_left_out_again() -> None:
    found = merged(events="event,unit,kind,at\nE3,B1,outage,2014-03-09\nE4,B1,outage,2014-03-09")
    assert rows(without(found.every, "events", {"E4", "E1"}), "events", "event") == ["E2", "E3"]


def test_a_cell_that_cannot_be_read_is_named() -> None:
    with pytest.raises(KaoheError) as error:
        merged(events="event,unit,kind,at\nE3,B1,outage,soon")
    assert "events.csv, row 2, column at, unit B1: 'soon' is not a date or time" in str(error.value)


def test_a_settled_event_that_differs_is_refused_with_every_column() -> None:
    found = merged(events="event,unit,kind,at\nE1,B2,outage,2014-03-05")
    with pytest.raises(KaoheError) as error:
        unsettled(found.fresh, MARCH)
    assert "event E1 is not as it was when its month was settled (at: 2014-03-01 → 2014-03-05, unit: B1 → B2)" in str(
        error.value
    )
    unsettled(found.fresh, MARCH - 1)


def test_an_empty_store_takes_everything_up_to_the_month() -> None:
    found = merge({}, STORED, MARCH)
    assert {table: sum(part.frame.height for part in found.kept[table]) for table in found.kept} == {
        "units": 2, "events": 2, "measurements": 2, "ratings": 2,
    }  # fmt: skip
    assert isinstance(normalise(found.every).events, pl.DataFrame)
