"""Splits and claims of money: whatever the amounts, the parts make the whole, to the fen."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from kaohe.core.errors import KaoheError
from tests.core.run.small import scored

FEN = st.integers(0, 10**9).map(lambda fen: Fraction(fen, 100))
SHARES = st.integers(1, 99)
SPLIT = """
[parameter]
percent = { required = true, is = "percent" }
[month]
unit = "branch"
period = "month"
[month.input]
collections = { measured = true }
fines_booked = { measured = true, segment = "event_penalty" }
[month.node]
bonus = { value = "fen(percent_of(10, collections))", is = "yuan" }
first = { value = "down(percent_of(percent, bonus), 0.01)", is = "yuan" }
second = { value = "bonus - first", is = "yuan" }
paid = { value = "taken(fines_booked, bonus)", is = "yuan" }
unfunded = { value = "fines_booked - paid", is = "yuan" }
[month.money]
head = { post = "first", account = "reward", part_of = "bonus" }
team = { post = "SECOND", account = "performance_pay", part_of = "bonus" }
claim = { post = "paid", account = "service_fund", part_of = "fines_booked", rest = "unfunded" }
"""


def split(amounts: list[tuple[Fraction, Fraction]], percent: int, second: str = "second") -> list[dict[str, str]]:
    units, rows = "unit,kind\n", "unit,period,indicator,segment,value\n"
    for number, (collected, claimed) in enumerate(amounts):
        units += f"B{number},branch\n"
        rows += f"B{number},2014-01,collections,,{float(collected):.2f}\n"
        rows += f"B{number},2014-01,fines_booked,event_penalty,{float(claimed):.2f}\n"
    tables = {"units": units, "measurements": rows}
    document = SPLIT.replace("SECOND", second)
    money: list[dict[str, str]] = scored(document, tables, "2014-01", chosen={"percent": str(percent)})["money"]
    return money


@given(st.lists(st.tuples(FEN, FEN), min_size=1, max_size=30), SHARES)
@how(max_examples=25)
def test_parts_make_their_node(amounts: list[tuple[Fraction, Fraction]], percent: int) -> None:
    posted: dict[tuple[str, str], Fraction] = {}
    for row in split(amounts, percent):
        posted[(row["unit"], row["account"])] = Fraction(row["amount"])
    for number, (collected, claimed) in enumerate(amounts):
        unit = f"B{number}"
        bonus = Fraction(int(collected * 10 + Fraction(1, 2)), 100)
        first = Fraction(int(bonus * percent), 100)
        assert posted.get((unit, "reward"), 0) == first
        assert posted.get((unit, "performance_pay"), 0) == bonus - first
        assert posted.get((unit, "service_fund"), 0) == min(claimed, bonus)


@given(FEN.filter(lambda amount: amount >= 10), SHARES)
@how(max_examples=10)
def test_parts_that_do_not_add_up_stop_the_run(collected: Fraction, percent: int) -> None:
    with pytest.raises(KaoheError, match="the parts of bonus make"):
        split([(collected, Fraction(0))], percent, second="second + 1")
