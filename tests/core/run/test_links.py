"""Links between schemes: by name, optional or not, never in a circle."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest

from kaohe.core.documents import Scheme, read_scheme
from kaohe.core.errors import KaoheError
from kaohe.core.tables import Tables
from kaohe.plugins import session

UNITS = "unit,kind\nA,team\n"
MARKS = "unit,period,indicator,value\nA,2014-01,appraisal_score,80\nA,2014-02,appraisal_score,90\n"


def document(id_: str, nodes: str) -> Scheme:
    text = f'[scheme]\nid = "{id_}"\nversion = "1"\nclass = "check"\n[month]\nunit = "team"\nperiod = "month"\n[month.node]\n{nodes}'
    return read_scheme(tomllib.loads(text, parse_float=Decimal))


def values(*schemes: Scheme) -> dict[str, str | None]:
    found = session.score(Tables.from_text({"units": UNITS, "measurements": MARKS}), schemes, "2014-02").document()
    return {f"{row['scheme']}.{row['node']}": row["value"] for row in found["nodes"]}


def test_a_value_flows_and_without_the_other_scheme_there_is_none() -> None:
    first = document("first", "mark = { measured = 'appraisal_score' }")
    second = document("second", "got = { from = 'first:month.mark', optional = true }")
    assert values(first, second)["second.got"] == "90"
    assert values(second)["second.got"] is None


def test_a_link_that_is_not_optional_says_which_scheme_supplies_it() -> None:
    second = document("second", "got = { from = 'first:month.mark' }")
    with pytest.raises(KaoheError, match=r"got reads first:month.mark, which is not in this run; add -s first"):
        values(second)


def test_a_circle_of_schemes_is_an_error_with_their_names() -> None:
    first = document("first", "a = { from = 'second:month.b', optional = true }")
    second = document("second", "b = { from = 'first:month.a', optional = true }")
    with pytest.raises(KaoheError, match=r"circle: first:month.a -> second:month.b -> first:month.a"):
        values(first, second)


def test_schemes_may_read_each_other_where_no_value_reads_itself() -> None:
    first = document(
        "first", "mark = { measured = 'appraisal_score' }\nback = { from = 'second:month.half', optional = true }"
    )
    second = document("second", "got = { from = 'first:month.mark', hidden = true }\nhalf = { value = 'got / 2' }")
    found = values(first, second)
    assert (found["second.half"], found["first.back"]) == ("45", "45")


def test_an_unknown_node_of_the_other_scheme_names_the_nearest() -> None:
    first = document("first", "mark = { measured = 'appraisal_score' }")
    second = document("second", "got = { from = 'first:month.marc', optional = true }")
    with pytest.raises(KaoheError, match="which does not exist; did you mean 'mark'"):
        values(first, second)
