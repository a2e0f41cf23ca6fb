"""working_day: columns and fractions agree."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.operations import Run
from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, one, refused

RUN = Run(years=(2013, 2015))
CASES = {
    "same_day": "working_day(at, 0)",
    "third": "working_day(at, 3)",
    "tenth": "working_day(due, 10)",
    "sixty": "working_day(at, 60)",
    "later": "working_day(after(at, x), 2)",
    "parts": "working_day(after(at, ratio(k, 7)), 2)",
    "kept": "in_time(done, working_day(at, 1))",
    "nil": "working_day(due, 1) - working_day(at, 1)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine, run=RUN)


@BOTH
def test_holidays_and_make_up_days(engine: Engine) -> None:
    """2014-10-01 to 07 are holidays in China, 2014-10-11 (a Saturday) is worked."""
    night = 1_412_035_200  # 2014-09-30 00:00
    assert one(f"working_day({night}, 1)", engine, run=RUN) == Fraction(night + 9 * 86_400 - 1)
    assert one(f"working_day({night}, 4)", engine, run=RUN) == Fraction(night + 12 * 86_400 - 1)
    own = Run(calendar="weekdays", years=(2013, 2015), holidays=frozenset({date(2014, 10, 1)}))
    assert one(f"working_day({night}, 1)", engine, run=own) == Fraction(night + 3 * 86_400 - 1)


@BOTH
def test_a_time_outside_the_calendar_is_an_error(engine: Engine) -> None:
    with pytest.raises(KaoheError, match="no working calendar for 2014"):
        agree({"it": "working_day(at, 1)"}, engine, run=Run(calendar="weekdays", years=(2020, 2021)))


def test_days_are_whole_and_fixed() -> None:
    assert "whole number" in refused("working_day(at, 1.5)")
    assert "whole number" in refused("working_day(at, -1)")
    assert "not data" in refused("working_day(at, k)")
