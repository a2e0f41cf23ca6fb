from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaohe.core.errors import KaoheError
from kaohe.core.periods import SIZES, Period, parse_span

months = st.integers(12, 9998 * 12 + 11)
kinds = st.sampled_from(sorted(SIZES))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    if draw(st.booleans()):
        kind = draw(kinds)
        return Period.of(kind, draw(months) // SIZES[kind])
    first = draw(months)
    return Period(first, min(first + draw(st.integers(0, 60)), 9999 * 12 + 11))


@given(periods())
def test_what_is_written_is_read_back(period: Period) -> None:
    assert Period.parse(str(period)) == period
    assert Period.parse(f" {period} ") == period


@given(periods())
def test_neighbours_touch(period: Period) -> None:
    after = period.next()
    assert after.months == period.months
    assert after.previous() == period
    if after.last < 9999 * 12:
        assert after.first_day - period.last_day == timedelta(days=1)
        assert after.kind == period.kind or period.kind == "range"


@given(periods())
def test_parts_cover_without_gaps(period: Period) -> None:
    parts = period.parts("month")
    assert [part.first for part in parts] == list(range(period.first, period.last + 1))
    assert all(period.contains(part) for part in parts)


@given(kinds, months)
def test_kind_and_index_give_the_period_back(kind: str, month: int) -> None:
    period = Period.of(kind, month // SIZES[kind])
    assert (period.kind, period.index) == (kind, month // SIZES[kind])


@pytest.mark.parametrize(
    ("text", "kind", "first_day", "last_day"),
    [
        ("2014-11", "month", date(2014, 11, 1), date(2014, 11, 30)),
        ("2014-Q4", "quarter", date(2014, 10, 1), date(2014, 12, 31)),
        ("2014-H2", "half", date(2014, 7, 1), date(2014, 12, 31)),
        ("2014", "year", date(2014, 1, 1), date(2014, 12, 31)),
        ("2010-03/2011-02", "range", date(2010, 3, 1), date(2011, 2, 28)),
        ("2014-01/2014-12", "year", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014-05/2014-05", "month", date(2014, 5, 1), date(2014, 5, 31)),
    ],
)
def test_forms(text: str, kind: str, first_day: date, last_day: date) -> None:
    period = Period.parse(text)
    assert (period.kind, period.first_day, period.last_day) == (kind, first_day, last_day)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2014-W07", "'2014-W07' is a week, and a week is never a period; write 2014-11, 2014-Q4, 2014-H2, 2014 or"),
        ("2014W7", "'2014W7' is a week"),
        ("2014-13", "'2014-13' is not a period: there is no month 13"),
        ("2014-00", "there is no month 00"),
        ("0000-01", "'0000-01' is not a period"),
        ("0000", "'0000' is not a period"),
        ("2014-Q5", "'2014-Q5' is not a period"),
        ("2014-1", "'2014-1' is not a period"),
        ("Nov 2014", "'Nov 2014' is not a period"),
        ("", "'' is not a period"),
        ("2011-02/2010-03", "the range '2011-02/2010-03' ends before it begins; write 2010-03/2011-02"),
        ("2010/2011", "the range '2010/2011' does not run from a month to a month"),
    ],
)
def test_what_is_no_period_says_why(text: str, message: str) -> None:
    with pytest.raises(KaoheError) as error:
        Period.parse(text)
    assert message in str(error.value)


def test_no_parts_of_a_kind_that_does_not_fit() -> None:
    assert [str(part) for part in Period.parse("2014").parts("half")] == ["2014-H1", "2014-H2"]
    for text, kind in [("2014-11", "quarter"), ("2010-03/2011-02", "year"), ("2014-02/2014-07", "quarter")]:
        with pytest.raises(KaoheError, match="is not made of whole periods of the kind"):
            Period.parse(text).parts(kind)


def test_a_range_has_no_running_number() -> None:
    with pytest.raises(ValueError, match="has no running number"):
        _ = Period.parse("2010-03/2011-02").index


def test_spans() -> None:
    assert [str(period) for period in parse_span("2014-11..2015-01")] == ["2014-11", "2014-12", "2015-01"]
    assert parse_span("2014") == [Period.parse("2014")]
    with pytest.raises(KaoheError, match="does not run between two periods of one kind"):
        parse_span("2014-11..2014-Q4")
    with pytest.raises(KaoheError, match=r"ends before it begins; write 2014-01\.\.2014-02"):
        parse_span("2014-02..2014-01")
