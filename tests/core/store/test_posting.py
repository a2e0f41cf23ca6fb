"""Lines of the ledger, what is posted between two states of it, and where."""

from __future__ import annotations

from datetime import date

import pytest

from kaohe.core.periods import Period
from kaohe.core.store.cause import Cause
from kaohe.core.store.changes import changes
from kaohe.core.store.posting import Posting, difference, of_document, totals
from kaohe.core.store.rules import broken, other_settings

ROW = {
    "scheme": "s", "unit": "B1", "period": "2014-03", "account": "fine", "counter": "company",
    "amount": "-50.00", "status": "final", "ref": None, "node": "fine",
}  # fmt: skip


def document(*rows: dict[str, object]) -> dict[str, object]:
    return {"schemes": [{"id": "s", "illustrative": False}], "money": [ROW | row for row in rows]}


def test_money_becomes_fen() -> None:
    (posting,) = of_document(document({"amount": "-1234567.89"}))
    assert (posting.fen, str(posting.yuan), posting.origin) == (-123456789, "-1234567.89", "2014-03")


def test_what_must_be_posted_is_the_difference_by_key() -> None:
    was = totals(of_document(document({}, {"amount": "-20.00"}, {"unit": "B2"}, {"unit": "B3"})))
    now = totals(of_document(document({}, {"unit": "B2", "status": "pending"}, {"unit": "B3"})))
    posted = {(key.unit, key.status): fen for key, fen in difference(was, now).items()}
    assert posted == {("B1", "final"): 2000, ("B2", "final"): 5000, ("B2", "pending"): -5000}
    assert totals([Posting("s", "B1", "a", "a", "x", "y", fen, "final", "n") for fen in (5, -5)]) == {}


@pytest.mark.parametrize(
    ("day", "origin", "last", "booked"),
    [
        (date(2014, 9, 12), "2014-03", "2014-08", "2014-09"),
        (date(2014, 8, 12), "2014-03", "2014-08", "2014-09"),
        (date(2014, 11, 30), "2014-03", "2014-08", "2014-11"),
        (date(2015, 1, 1), "2014-03", "2014-12", "2015-01"),
        (None, "2014-03", "2014-08", "2014-09"),
        (date(2014, 9, 12), "2014-Q1", "2014-Q2", "2014-Q3"),
        (date(2014, 9, 12), "2013", "2013", "2014"),
        (date(2011, 5, 2), "2010-03/2011-02", "2010-03/2011-02", "2011-03/2012-02"),
    ],
)
def test_booked_when_it_is_corrected_or_in_the_first_open_period(
    day: date | None, origin: str, last: str, booked: str
) -> None:
    cause = Cause("wrong", "E2", "E1", "Li", day)
    assert str(cause.booked(Period.parse(origin), Period.parse(last))) == booked


def test_changes_are_told_by_name_before_and_after() -> None:
    def results(shown: str, grade: str, ref: str) -> dict[str, object]:
        where = {"scheme": "s", "card": "month", "unit": "B1", "period": "2014-03"}
        return {
            "nodes": [where | {"node": "total", "segment": None, "shown": shown, "state": "value"}],
            "grades": [where | {"node": "total", "grade": grade}],
            "ranks": [],
            "flags": [where | {"flag": "late_ticket", "to": "P1", "ref": ref, "status": "final"}],
        }

    was, now = results("90.00", "A", "E1"), results("91.00", "A", "E2")
    assert [(one.name, one.was, one.now) for one in changes(was, now, {("s", "2014-03")})] == [
        ("month.total", "90.00", "91.00"),
        ("late_ticket.E1", "final", ""),
        ("late_ticket.E2", "", "final"),
    ]
    assert changes(was, now, {("s", "2014-04")}) == []


def test_rules_are_compared_by_value() -> None:
    def scheme(value: object, provenance: str) -> dict[str, object]:
        return {
            "id": "s", "version": "1", "document_sha256": "a", "illustrative": False, "readings": {"scale": "rate"},
            "parameters": {"fines": {"value": {"phone": value}, "provenance": provenance}},
        }  # fmt: skip

    assert list(broken(scheme("1", "set"), scheme("1", "required"))) == []
    (problem,) = broken(scheme("1", "set"), scheme("2", "set"))
    assert problem.what == "this is not the scheme of the store: fines.phone is 2, stored is 1"
    found = broken(scheme("1", "set"), scheme("1", "set") | {"document_sha256": "b", "version": "2"})
    assert [one.what.partition(": ")[2] for one in found] == ["version is 2, stored is 1", "its document has changed"]
    (problem,) = other_settings({"calendar": "CN", "scope": {}}, {"calendar": "weekdays", "scope": {}})
    assert problem.what == "the setting calendar is weekdays, the store was settled with CN"
