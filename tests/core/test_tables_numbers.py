from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kaohe.core.tables.decimals import from_text, millionths, why_no_number
from kaohe.core.tables.times import months, seconds, why_no_time
from kaohe.core.tables.values import fen, lists, whole, yes_no

FULL_WIDTH = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789.,-%"}
numbers = st.integers(-(10**18) + 1, 10**18 - 1)


def written(number: int) -> str:
    return f"{Decimal(number) / 1_000_000:f}"


@given(st.lists(numbers, min_size=1))
def test_decimal_text_is_read_exactly(values: list[int]) -> None:
    text = [written(value) for value in values]
    found, bad = from_text(pl.Series(text))
    assert found.to_list() == values
    assert not bad.any()


@given(numbers, st.booleans(), st.booleans())
def test_people_write_numbers_in_many_ways(value: int, full_width: bool, spaces: bool) -> None:
    text = f"{Decimal(value) / 1_000_000:,f}"
    text = text.translate(FULL_WIDTH) if full_width else text
    text = f"  {text}\u3000" if spaces else text
    assert millionths(pl.Series([text, text + "%"]), percent=True)[0].to_list() == [value, value]


@given(st.lists(st.integers(-(10**15), 10**15), min_size=1))
@example([5, -5, 1, 15])
def test_a_float_of_at_most_six_decimals_is_exact(values: list[int]) -> None:
    floats = [value / 1_000_000 for value in values]
    found, bad = millionths(pl.Series(floats, dtype=pl.Float64))
    expected = [int(Decimal(repr(number)) * 1_000_000) for number in floats]
    assert found.to_list() == expected
    assert not bad.any()


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_float_is_exact_or_refused(number: float) -> None:
    found, bad = millionths(pl.Series([number]))
    exact = Decimal(repr(number)) * 1_000_000
    if found[0] is None:
        assert bad[0]
        assert exact != int(exact) or abs(exact) >= 10**18
    else:
        assert found[0] == exact


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pl.Series([0.1, 95.5, None, float("nan")]), [100_000, 95_500_000, None, None]),
        (pl.Series([0.1], dtype=pl.Float32), [100_000]),
        (pl.Series([1, 2], dtype=pl.UInt8), [1_000_000, 2_000_000]),
        (pl.Series([Decimal("1.25")]), [1_250_000]),
        (pl.Series(["+1.50", " 7 ", "", "007", "5."]), [1_500_000, 7_000_000, None, 7_000_000, 5_000_000]),
    ],
)
def test_columns_of_any_type(column: pl.Series, expected: list[int | None]) -> None:
    found, bad = millionths(column)
    assert found.to_list() == expected
    assert not bad.any()


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("abc", "'abc' is not a number"),
        ("1.2.3", "'1.2.3' is not a number"),
        ("12,34", "'12,34' is not a number"),
        (".", "'.' is not a number"),
        ("-", "'-' is not a number"),
        ("1e5", "'1e5' is in scientific notation, which may have lost digits"),
        ("0.1234567", "'0.1234567' has more than 6 decimals"),
        ("1234567890123", "'1234567890123' is too large"),
        ("95%", "'95%' is a percentage where a plain number belongs"),
    ],
)
def test_what_is_no_number_says_why(cell: str, message: str) -> None:
    assert millionths(pl.Series([cell]))[1].to_list() == [True]
    assert why_no_number(cell)[0] == message


def test_floats_with_more_decimals_are_refused() -> None:
    assert millionths(pl.Series([1 / 3, 1e20, float("inf")]))[1].to_list() == [True, True, True]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2014-11-03", datetime(2014, 11, 3)),
        ("2014-11-03T09:05:01", datetime(2014, 11, 3, 9, 5, 1)),
        ("2014-11-03 09:05", datetime(2014, 11, 3, 9, 5)),
        ("2014/11/3", datetime(2014, 11, 3)),
        ("2014/11/3 9:05", datetime(2014, 11, 3, 9, 5)),
        ("2014年11月3日", datetime(2014, 11, 3)),
        ("2014年11月3日".translate(FULL_WIDTH), datetime(2014, 11, 3)),
        ("2014年11月3日 18:30:00", datetime(2014, 11, 3, 18, 30)),
    ],
)
def test_times(cell: str, expected: datetime) -> None:
    found, bad = seconds(pl.Series([cell, None]))
    assert found.to_list() == [int((expected - datetime(1970, 1, 1)).total_seconds()), None]
    assert not bad.any()


@given(st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)))
def test_typed_and_written_times_agree(moment: datetime) -> None:
    moment = moment.replace(microsecond=0)
    typed = seconds(pl.Series([moment]))[0]
    assert typed.to_list() == seconds(pl.Series([moment.isoformat()]))[0].to_list()
    assert months(typed).to_list() == [moment.year * 12 + moment.month - 1]


def test_a_date_alone_may_mean_its_end() -> None:
    assert seconds(pl.Series(["1970-01-01"]), end_of_day=True)[0].to_list() == [86_399]
    assert seconds(pl.Series([date(1970, 1, 1)]), end_of_day=True)[0].to_list() == [86_399]
    assert seconds(pl.Series(["1970-01-01T00:00:00"]), end_of_day=True)[0].to_list() == [0]


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("03.11.2014", "'03.11.2014' is not a date or time"),
        ("2014-02-30", "'2014-02-30' is no date or time of the calendar"),
        ("2014-11-03 25:00", "'2014-11-03 25:00' is no date or time of the calendar"),
        ("41946", "'41946' is a number, not a date"),
        ("2014-11-03T09:00:00+08:00", "'2014-11-03T09:00:00+08:00' carries a time zone"),
        ("2014-11-03T09:00:00Z", "'2014-11-03T09:00:00Z' carries a time zone"),
    ],
)
def test_what_is_no_time_says_why(cell: str, message: str) -> None:
    assert seconds(pl.Series([cell]))[1].to_list() == [True]
    assert why_no_time(cell)[0] == message


def test_yes_and_no() -> None:
    found, bad = yes_no(pl.Series(["true", "No", "是", "否", "1", " 0 ", None, "perhaps"]))
    assert found.to_list() == [True, False, True, False, True, False, None, None]
    assert bad.to_list() == [False] * 7 + [True]
    assert yes_no(pl.Series([1, 0, 2]))[0].to_list() == [True, False, None]
    assert yes_no(pl.Series([1.0, 0.0]))[0].to_list() == [True, False]


def test_whole_numbers_and_money() -> None:
    assert whole(pl.Series(["3", "3.0", "3.5"]))[1].to_list() == [False, False, True]
    assert fen(pl.Series(["1.25", "-0.5", "1.255"]))[0].to_list() == [125, -50, None]


def test_lists() -> None:
    names = {"branch": "branch", "分公司": "branch", "frontline": "frontline"}
    found, bad = lists(pl.Series(["branch; frontline", "分公司;", "boss", None]), names)
    assert found.to_list() == [["branch", "frontline"], ["branch"], None, None]
    assert bad.to_list() == [False, False, True, False]
