"""Comparing the schemes of a results document."""

import copy
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kaohe.core.compare import compare
from kaohe.core.compare.cells import rate_of
from kaohe.core.compare.sentences import sentence
from kaohe.core.results.contract import Document
from kaohe.core.results.outline import Line

FIXTURE = Path(__file__).parents[2] / "fixtures" / "results.json"
RATE, RAW, BANK, GULIN = (
    "gov-support-centre",
    "gov-support-centre[scale=raw]",
    "bank-call-centre",
    "gulin-accountability",
)
BACK = {"assurance": 15, "provisioning": 15, "lastmile_provisioning": 10, "lastmile_assurance": 20, "biz_navigator": 10}
BACK |= {"revenue": 5, "opportunity_count": 3, "opportunity_conversion": 3, "resource_basics": 4, "resource_support": 3}


@pytest.fixture
def document() -> Document:
    found: Document = json.loads(FIXTURE.read_text(encoding="utf-8"))
    return found


def outline(scheme: str, card: str) -> list[Line]:
    """The tree of gov-support-centre with the shares of its leaves; other schemes' trees are not given."""
    if RATE not in scheme:
        return []
    of = 100 if "raw" in scheme else 88
    back = [Line(node, 2, share=Fraction(2 * full, 5 * of)) for node, full in BACK.items()]
    return [Line("total"), Line("front", 1, share=Fraction(3, 5)), Line("back", 1), *back]


def test_rates_are_exact_and_ranked_per_period(document: Document) -> None:
    cells = compare(document).cells
    assert cells[BANK]["2024-01", "A01"].rate == Fraction(36682, 375)
    assert {unit: cell.rank for (_, unit), cell in cells[RATE].items()} == {"厦门": 2, "泉州": 3, "福州": 1}
    assert cells[BANK]["2024-02", "A03"].rank is None
    assert cells[BANK]["2024-02", "A03"].state == "not_assessed"
    assert cells[RATE]["2010-Q3", "福州"].grade == "A"


def test_a_printed_rate_that_is_not_value_over_full_wins(document: Document) -> None:
    node = copy.deepcopy(document["nodes"][0])
    node["rate"] = "50"
    assert rate_of(node) == 50


def test_money_is_summed_and_what_is_pending_is_said(document: Document) -> None:
    cells = compare(document).cells[GULIN]
    assert {unit: (cell.money, cell.pending) for (_, unit), cell in cells.items()} == {
        "P1": (-160, 0),
        "P2": (-290, 0),
        "P3": (-20, -20),
    }


def test_schemes_without_a_score_say_so(document: Document) -> None:
    found = compare(document)
    assert list(found.unrated) == [GULIN]
    assert "no node 'total'" in found.unrated[GULIN]
    assert f"{BANK} and {RATE} rate no unit in the same period: their ranks cannot be compared" in found.notes


def test_coefficients_and_agreement_of_two_readings(document: Document) -> None:
    found = compare(document)
    pair = next(each for each in found.pairs if (each.first, each.second) == (RATE, RAW))
    assert (pair.cells, pair.same_rank, pair.graded, pair.same_grade) == (3, 1, 3, 2)
    assert (pair.tau.numerator, pair.tau.left, pair.tau.right) == (1, 3, 3)
    assert pair.rho.value == Fraction(1, 2)
    empty = next(each for each in found.pairs if (each.first, each.second) == (BANK, GULIN))
    assert (empty.tau.value, empty.rho.value, empty.cells) == (None, None, 0)


def test_a_move_between_variants_is_explained_by_changed_shares(document: Document) -> None:
    move = compare(document, outline=outline).moves[RATE, RAW][0]
    assert (move.unit, move.first, move.second, move.up, move.weighted) == ("厦门", 2, 1, 1, True)
    revenue = next(effect for effect in move.losses if effect.node == "revenue")
    mean = Fraction("4.5") + Fraction("3.5")
    gap = 20 * (Fraction("4.5") - mean / 3)
    assert revenue.points == gap * Fraction(2 * 5, 5) * (Fraction(1, 100) - Fraction(1, 88))
    text = sentence(move)
    assert text.startswith(f"厦门 (2010-Q3) rises from rank 2 under {RATE} to 1 of 3 under {RAW}. It gains by")
    assert "升至第 1 名" in sentence(move, "zh")


def test_a_move_between_variants_without_shares_is_put_down_to_the_total(document: Document) -> None:
    move = compare(document).moves[RATE, RAW][0]
    assert (move.gains, move.losses) == ((), ())
    assert "how they make up the total" in sentence(move)


def other_scheme(document: Document) -> Document:
    """The bank's units of January scored by one more scheme in which only the complaint counts."""
    more: Any = {**document["schemes"][0], "id": "other"}
    document["schemes"].append(more)
    for unit, value in (("A01", "0"), ("A02", "100"), ("A03", "50")):
        for node in ("total", "complaints"):
            row = copy.deepcopy(document["nodes"][0])
            row.pop("exact", None)
            row.update(scheme="other", unit=unit, node=node, value=value, rate=value)
            document["nodes"].append(row)
    return document


def test_a_move_between_schemes_names_nodes_of_both(document: Document) -> None:
    found = compare(other_scheme(document), most_moves=1).moves[BANK, "other"]
    assert [(move.unit, move.up) for move in found] == [("A01", -2)]
    losses = {(effect.scheme, effect.node): effect.points for effect in found[0].losses}
    assert losses["other", "complaints"] == -50
    assert losses[BANK, "complaint_free"] == Fraction(-100, 3)
    assert "complaints in other -50.00" in sentence(found[0])


def test_saturation_counts_floor_top_and_no_cases(document: Document) -> None:
    found = {(each.scheme, each.node): each for each in compare(document).saturation}
    free = found[BANK, "complaint_free"]
    assert (free.cells, free.floor, free.top, free.no_cases, free.notices) == (5, 1, 4, 0, ["top"])
    assert (found[BANK, "call_answer"].no_cases, found[BANK, "call_answer"].top) == (1, 0)
    workload = found[BANK, "workload"]
    assert (workload.floor, workload.top) == (0, 3), "two at the cap of 130, one at 100"
    assert found[RATE, "revenue"].notices == ["floor"]
    assert (GULIN, "fine") not in found, "a node without full marks has no ends"


def test_data_use(document: Document) -> None:
    present = {("events", "complaint"): 7, ("measurements", "typing_speed"): 3}
    (found,) = compare(document, {BANK: {("events", "complaint"), ("ratings", "conduct")}}, present).data
    assert found.used == {("events", "complaint"): 7}
    assert found.ignored == {("measurements", "typing_speed"): 3}
    assert found.absent == (("ratings", "conduct"),)


def test_two_cards_for_one_cell_are_noted(document: Document) -> None:
    row = copy.deepcopy(document["nodes"][0])
    row.update(card="month_again", value="1", rate="1")
    row.pop("exact")
    document["nodes"].append(row)
    found = compare(document)
    assert found.cells[BANK]["2024-01", "A01"].card == "month"
    assert any("month, month_again" in note for note in found.notes)


def test_the_document_is_plain_and_stable(document: Document) -> None:
    texts = [json.dumps(compare(document, {BANK: {("a", "b")}}, {("c", "d"): 1}).document()) for _ in range(2)]
    assert texts[0] == texts[1]
    found = json.loads(texts[0])
    assert found["format"] == "kaohe.compare/1"
    assert found["cells"][0]["exact"] == "36682/375"
    assert [scheme["rated"] for scheme in found["schemes"]] == [5, 3, 3, 0]
