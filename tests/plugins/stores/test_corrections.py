"""A correction in month 9 of an event of month 3: nothing stored before changes, the difference is posted, all adds up."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.store.posting import Posting
from kaohe.plugins.stores.settle import Settled
from kaohe.plugins.stores.store import Store
from tests.plugins.stores.books import (
    Totals,
    correction,
    events,
    month,
    recomputed,
    settle_month,
    store_of,
    tables,
)
from tests.plugins.stores.months import Row, files, settled, write

FOLDERS = ("results", "postings", "inputs", "runs")
CASES: dict[str, list[Row]] = {
    "rejected": [correction("E032", status="rejected")],
    "another unit": [correction("E033", unit="P1")],
    "another level": [correction("E030", highest_level="county_government")],
    "another month": [correction("E031", at="2014-05-05")],
    "corrected again": [
        correction("E030", status="rejected"),
        correction("E030", status="upheld", event="E030-D", corrects="E030-C", corrected_on="2014-09-20"),
    ],
    "two events": [correction("E030", status="rejected"), correction("E061", unit="P1", corrected_on="2014-09-03")],
    "under appeal": [correction("E032", status="appealed")],
    "not yet heard": [correction("E032", heard="false")],
    "filed late": [{"event": "L1", "unit": "P2", "kind": "complaint", "at": "2014-03-30", "highest_level": "branch"}],
}


@pytest.fixture(scope="module")
def eight(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight months settled."""
    return store_of(tmp_path_factory.mktemp("eight"), range(1, 9))


@pytest.fixture
def store(eight: Path, tmp_path: Path) -> Path:
    """A copy of the eight months."""
    copy = tmp_path / "books.store"
    for path, content in files(eight, *FOLDERS).items():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(content)
    return copy


def totals(postings: Iterable[Posting]) -> Totals:
    found: Totals = {}
    for posting in postings:
        key = (posting.scheme, posting.unit, posting.origin, posting.account)
        found[key] = found.get(key, Decimal(0)) + posting.yuan
    return {key: yuan for key, yuan in found.items() if yuan}


@pytest.mark.parametrize("more", CASES.values(), ids=CASES)
def test_the_difference_is_posted_nothing_stored_changes_and_the_balances_hold(store: Path, more: list[Row]) -> None:
    before, was = files(store, *FOLDERS), recomputed(range(1, 9))
    assert totals(Store(store).postings()) == was
    done = settle_month(store, 9, more)
    after = files(store, *FOLDERS)
    assert {path: after[path] for path in before} == before
    new = [path for path in after if path not in before and path.startswith(("results", "postings"))]
    assert {path.split("/")[1] for path in new} == {"period=2014-09"}
    now = recomputed(range(1, 10), more)
    settled_now = {key: yuan for key, yuan in now.items() if key[2] < "2014-09"}
    posted = totals(posting for one in done.corrected for posting in one.postings)
    assert posted == {
        key: settled_now.get(key, Decimal(0)) - was.get(key, Decimal(0))
        for key in was.keys() | settled_now.keys()
        if settled_now.get(key, Decimal(0)) != was.get(key, Decimal(0))
    }
    assert totals(Store(store).postings()) == now
    assert balanced(done)


def balanced(done: Settled) -> bool:
    """What the fund took in is what was fined, and its balance is what it took in less what it paid, to the fen."""
    ledger = list(Store(done.store).postings())
    fines = sum(one.fen for one in ledger if one.scheme == "chengdu-event-penalty" and one.account == "fine")
    taken = sum(one.fen for one in ledger if one.account == "fund_in")
    paid = sum(one.fen for one in ledger if one.account == "fund_out")
    nodes = done.results.document()["nodes"]
    (balance,) = [row["value"] for row in nodes if (row["node"], row["period"]) == ("balance", "2014-09")]
    sided = all(posting.fen and posting.counter for posting in ledger)
    return sided and taken == -fines and Decimal(balance or 0) == Decimal(taken + paid) / 100


def test_each_posting_says_why(store: Path) -> None:
    done = settle_month(store, 9, CASES["two events"])
    assert [one.cause.ref for one in done.corrected] == ["E061-C", "E030-C"]  # in the order in which they were made
    posting = next(one for one in Store(store).postings() if one.ref == "E030-C" and one.unit == "P1")
    assert (posting.period, posting.origin, posting.unit, posting.corrects) == ("2014-09", "2014-03", "P1", "E030")
    assert (posting.cause, posting.corrected_by, posting.corrected_on) == ("correction", "Wu", "2014-09-12")
    assert posting.reason == "E030 was wrong"


def test_what_is_under_appeal_is_booked_over_as_pending_and_back(store: Path) -> None:
    def standing(status: str) -> int:
        ledger = [one for one in Store(store).postings() if (one.scheme, one.unit) == ("gulin-accountability", "P1")]
        return sum(one.fen for one in ledger if (one.origin, one.status) == ("2014-03", status))

    final = standing("final")
    assert final < 0
    settle_month(store, 9, CASES["under appeal"])
    assert (standing("final"), standing("pending")) == (0, final)
    upheld = correction("E032", status="upheld", event="E032-D", corrects="E032-C", corrected_on="2014-10-08")
    settle_month(store, 10, [upheld])
    assert (standing("final"), standing("pending")) == (final, 0)


def test_a_correction_of_a_settled_month_is_booked_in_the_first_open_one(store: Path) -> None:
    settle_month(store, 9)
    late = correction("E030", status="rejected", corrected_on="2014-07-01")
    data = write(store.parent / "again", tables(9, [late]))
    done = settled(store, data, (), [month(9)])
    assert (done.settled, done.before) == ([], ["2014-09"])
    assert {posting.period for one in done.corrected for posting in one.postings} == {"2014-10"}
    assert totals(Store(store).postings()) == recomputed(range(1, 10), [late])
    settle_month(store, 10)
    assert totals(Store(store).postings()) == recomputed(range(1, 11), [late])


def test_the_same_again_does_nothing(store: Path) -> None:
    before = files(store, *FOLDERS)
    data = write(store.parent / "again", tables(8))
    done = settled(store, data, (), [month(8)])
    assert (done.settled, done.before, done.corrected, done.kept) == ([], ["2014-08"], [], 0)
    assert files(store, *FOLDERS) == before


def test_a_settled_event_is_not_changed_in_silence(store: Path) -> None:
    before = files(store, *FOLDERS)
    rows = [row | ({"highest_level": "branch"} if row["event"] == "E030" else {}) for row in events(3)]
    data = write(store.parent / "changed", tables(9, rows))
    with pytest.raises(KaoheError) as error:
        settled(store, data, (), [month(9)])
    assert str(error.value) == (
        "table events: event E030 is not as it was when its month was settled (highest_level: department_manager → "
        "branch); leave the row as it was and add one that corrects it: corrects, corrected_by, reason, corrected_on"
    )
    assert files(store, *FOLDERS) == before
