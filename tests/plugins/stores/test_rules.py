"""The rules of a store hold for all its periods; other ones are refused, each difference by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kaohe.core.errors import KaoheError
from kaohe.plugins import session
from kaohe.plugins.stores.settle import settle
from kaohe.plugins.stores.store import Store
from tests.plugins.stores.books import SCHEMES, settle_month, store_of, tables
from tests.plugins.stores.months import files, write


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store_of(tmp_path_factory.mktemp("one"), [1])


@pytest.fixture
def store(one: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(one, tmp_path / "books.store"))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"sets": ["event_fines.complaint.phone=90"]},
            "scheme chengdu-event-penalty: this is not the scheme of the store: event_fines.complaint.phone is 90, stored is 100",
        ),
        (
            {"sets": ["over_three=third"]},
            "scheme gulin-accountability: this is not the scheme of the store: over_three is third, stored is fourth",
        ),
        (
            {"unit_kinds": ["month=branch"]},
            "the setting unit_kinds.month is branch, the store was settled with nothing",
        ),
        (
            {"specs": ["chengdu-event-penalty"]},
            f"this store settles {', '.join(SCHEMES)} together, not chengdu-event-penalty; leave -s out",
        ),
    ],
    ids=["a parameter", "a reading", "a setting", "other schemes"],
)
def test_other_rules_are_refused(store: Path, tmp_path: Path, given: dict[str, list[str]], message: str) -> None:
    before = files(store, "results", "postings", "inputs", "runs")
    data = write(tmp_path / "02", tables(2))
    with pytest.raises(KaoheError) as error:
        settle(
            store, data, given.get("specs", []), given.get("sets", []), None,
            period="2014-02", unit_kinds=given.get("unit_kinds", ()),
        )  # fmt: skip
    assert message in str(error.value)
    assert files(store, "results", "postings", "inputs", "runs") == before


def test_the_same_rules_may_be_named_again(store: Path, tmp_path: Path) -> None:
    data = write(tmp_path / "02", tables(2))
    sets = ["event_fines.complaint.phone=100", "over_three=fourth"]
    assert settle(store, data, SCHEMES, sets, None, period="2014-02", illustrative=True).settled


def test_a_changed_document_is_refused(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = session.host().scheme_source("gulin-accountability")
    changed = tmp_path / source.path.name
    changed.write_text(source.path.read_text("utf-8") + "\n# another edition\n", "utf-8")
    shutil.copy(source.text_path, tmp_path)
    found = session.host().scheme_source
    other = type(source)(source.id, changed)
    monkeypatch.setattr(session.host(), "scheme_source", lambda id_: other if id_ == source.id else found(id_))
    with pytest.raises(KaoheError) as error:
        settle_month(store, 2)
    assert "scheme gulin-accountability: this is not the scheme of the store: its document has changed" in str(
        error.value
    )
    assert "settle into a new store" in str(error.value)


def test_a_manifest_names_rules_rows_and_files(store: Path) -> None:
    (run,) = Store(store).runs
    assert [entry["id"] for entry in run.schemes] == SCHEMES
    assert {entry["illustrative"] for entry in run.schemes} == {True, False}
    assert run.settled == {scheme: ["2014-01"] for scheme in SCHEMES}
    assert {entry["table"]: entry["rows"] for entry in run.inputs} == {"units": 5, "measurements": 1, "events": 6}
    assert set(files(store, "results", "postings", "inputs")) == set(run.files)


def test_a_store_wants_to_know_what_to_settle(tmp_path: Path) -> None:
    with pytest.raises(KaoheError, match="a store settles periods for good; say which: --period 2014-03"):
        settle(tmp_path / "a.store", str(tmp_path), SCHEMES, [], None, period=None)
