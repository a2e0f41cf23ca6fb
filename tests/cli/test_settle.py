"""``kaohe score -o NAME.store`` and what is then said of the store: what a user sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kaohe.cli.main import main
from tests.plugins.stores.books import SCHEMES, correction, month, tables
from tests.plugins.stores.months import files, write

NAMED = [part for scheme in SCHEMES for part in ("-s", scheme)]


def kaohe(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """March and April, settled by command; April brings two corrections of events of March."""
    folder = tmp_path_factory.mktemp("two")
    store = folder / "books.store"
    first = write(folder / "03", tables(3) | {"units": tables(1)["units"]})
    assert kaohe("score", first, *NAMED, "--illustrative", "--period", "2014-03", "-o", str(store)).exit_code == 0
    signed = {"corrected_on": "2014-04-20", "corrected_by": "周敏"}
    wrong = [correction("E030", status="rejected", **signed), correction("R03", unit="B2", **signed)]
    second = write(folder / "04", tables(4, wrong))
    done = kaohe("score", second, "--period", "2014-04", "-o", str(store))
    assert (done.exit_code, done.stderr) == (0, "")
    (folder / "said.txt").write_text(done.stdout, "utf-8")
    return store


def test_a_run_says_what_it_settled_and_what_it_corrected(store: Path) -> None:
    said = (store.parent / "said.txt").read_text("utf-8")
    assert said.startswith("ILLUSTRATIVE: chengdu-event-penalty was run with numbers made up")
    assert "settled 2014-04: chengdu-event-penalty (3 postings, -830.00 yuan)" in said
    assert "E030-C corrects E030 (周敏, 2014-04-20): E030 was wrong\n" in said
    assert "  posted in 2014-04 for 2014-03: P1 fine +20.00 yuan (final)\n" in said
    assert "  posted in 2014-04 for 2014-03: B1 fine +50.00 yuan (final)\n" in said
    assert "  posted in 2014-04 for 2014-03: B2 fine -50.00 yuan (final)\n" in said


def test_a_correction_is_explained_with_its_author_and_reason(store: Path) -> None:
    said = kaohe("explain", str(store), "--ref", "E030-C").stdout
    assert said.startswith("E030-C corrects E030 (周敏, 2014-04-20): E030 was wrong\n")
    assert "  P1 2014-03 month.fines: was 220.00, would now be 200.00\n" in said
    assert "  what was settled stays as it is\n" in said
    assert "gulin-accountability: not counted: not verified" in said


def test_a_replaced_event_is_explained_too(store: Path) -> None:
    said = kaohe("explain", str(store), "--ref", "R03", "--lang", "zh").stdout
    assert said.startswith("R03-C 更正 R03(周敏,2014-04-20):R03 was wrong\n")
    assert "  计入 2014-04,更正 2014-03:B1 罚款 +50.00 元(最终)\n" in said
    assert "chengdu-event-penalty: 已由 R03-C 更正(周敏,2014-04-20):R03 was wrong,不计" in said


def test_a_unit_is_explained_with_what_was_posted_for_it(store: Path) -> None:
    for period in ("2014-03", "2014-04"):
        said = kaohe("explain", str(store), "--unit", "B2", "--period", period).stdout
        assert said.startswith("R03-C corrects R03")
        assert "posted in 2014-04 for 2014-03: B2 fine -50.00 yuan (final)" in said
        assert f"chengdu-event-penalty, card month, B2, {period}\n" in said
    assert "corrects" not in kaohe("explain", str(store), "--unit", "P2", "--period", "2014-04").stdout.split("\n")[0]


def test_a_store_is_data(store: Path) -> None:
    done = kaohe("score", str(store), "--period", "2014-03", "--unit", "P1", "--format", "json")
    assert (done.exit_code, done.stderr) == (0, "")
    assert '"account": "fine", "counter": "company", "amount": "-200.00"' in done.stdout  # as it would be now
    assert "events: 14 rows (events.csv)" in kaohe("check", str(store)).stdout  # six a month and two corrections


@pytest.mark.parametrize(
    ("option", "why"),
    [
        (["--format", "json"], "--format does not go with a store: a store has a form of its own"),
        (["--unit", "B1"], "--unit does not go with a store: a period is settled whole"),
        (["--card", "month"], "--card does not go with a store: a period is settled whole"),
        (["--partial"], "--partial does not go with a store: what is settled is final"),
        (["--as-of", "2014-04-15"], "--as-of does not go with a store: a settled period is judged as of its end"),
        (["--all", "-s", "gulin"], "--all stands for every scheme: leave out -s"),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_period_is_settled_whole(store: Path, option: list[str], why: str) -> None:
    before = files(store, "results", "postings", "inputs", "runs")
    done = kaohe("score", str(store.parent / "04"), "--period", "2014-05", "-o", str(store), *option)
    assert done.exit_code == 2
    assert why in done.stderr
    assert files(store, "results", "postings", "inputs", "runs") == before


def test_no_period_and_no_card_for_it(store: Path) -> None:
    data = str(store.parent / "04")
    done = kaohe("score", data, "-o", str(store))
    assert (done.exit_code, done.stderr) == (
        1,
        "Error: a store settles periods for good; say which: --period 2014-03, or 2014-03,2014-Q1\n",
    )
    done = kaohe("score", data, "-o", str(store), "--period", f"{month(5)},2014-Q2")
    assert (done.exit_code, done.stderr) == (1, "Error: no card of this run is for 2014-Q2; leave it out of --period\n")


def test_a_store_without_runs_is_no_data(tmp_path: Path) -> None:
    (tmp_path / "empty.store").mkdir()
    done = kaohe("explain", str(tmp_path / "empty.store"), "--ref", "E1")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "nothing is settled in this store; settle a period: kaohe score DATA -o STORE" in done.stderr
