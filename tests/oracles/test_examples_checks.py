"""The worked examples of schemes 19, 20, 23 and 24, run through the oracles, give the printed numbers and verdicts."""

from __future__ import annotations

import pytest

from tests.oracles import care_progress, dept_report, partner_contract, support_abcd
from tests.oracles.common import Outcome, Row, Tables, shown
from tests.oracles.filed import measured, rows
from tests.oracles.measures import segment_of
from tests.oracles.partner_contract import ITEMS, PAPERS
from tests.oracles.support_abcd import TREE


def report(**figures: str) -> Outcome:
    tables = {"units": [{"unit": "D", "kind": "department"}], "measurements": measured("D", "2014-11", **figures)}
    return dept_report.assess(tables, {}, ("2014-11", "2014-11"))


def test_e19() -> None:
    outcome = report(
        new_customers="4", deal_rate="12/40", opportunity_loss_rate="10/40", callback_completion_rate="45/50"
    )
    rates = ("deal_rate", "opportunity_loss_rate", "callback_completion_rate")
    assert [shown(outcome.nodes["month", "D", "2014-11", node], "percent") for node in rates] == [
        "30.00",
        "25.00",
        "90.00",
    ]
    outcome = report(new_customers="0", deal_rate="0/0", opportunity_loss_rate="0/0", callback_completion_rate="45/50")
    assert [outcome.nodes["month", "D", "2014-11", node] for node in rates[:2]] == ["no_cases", "no_cases"]
    assert shown(outcome.nodes["month", "D", "2014-11", "new_customers"], "count") == "0"


def care(months: tuple[str, ...], plans: dict[str, str], events: list[Row] | None = None) -> Outcome:
    """A branch whose plans stand as given in the last month, against a region of the same repair time."""
    filed = [row for unit in "BR" for one in months for row in measured(unit, one, mean_repair_time_minutes="142/1")]
    for plan, text in plans.items():
        filed += [{**row, "segment": plan} for row in measured("B", months[-1], plan_completion=text)]
    units = [{"unit": "R", "kind": "region"}, {"unit": "B", "kind": "branch", "parent": "R"}]
    tables: Tables = {"units": units, "measurements": filed, "events": events or []}
    return care_progress.assess(tables, {}, (months[0], months[-1]))


def test_e20_1_progress() -> None:
    outcome = care(("2009-04",), {"care_optimised": "4", "care_inspected": "13"})
    cells = [
        ("month", segment_of("B", plan), "2009-04", "plan_completion") for plan in ("care_optimised", "care_inspected")
    ]
    assert [shown(outcome.nodes[cell], "percent") for cell in cells] == ["10.00", "13.00"]


@pytest.mark.parametrize(
    ("first", "done", "rate", "met", "short"),
    [pytest.param(4, "16/40", "40.00", 1, 0, id="E20.2"), pytest.param(7, "27/40", "67.50", 0, 1, id="E20.3")],
)
def test_e20_milestones(first: int, done: str, rate: str, met: int, short: int) -> None:
    outcome = care(tuple(f"2009-{first + n:02d}" for n in range(3)), {"care_optimised": done})
    quarter = f"2009-Q{first // 3 + 1}"
    found = [
        outcome.nodes["quarter", segment_of("B", "care_optimised"), quarter, node]
        for node in ("plan_completion", "milestone_met", "short_by")
    ]
    assert [shown(value, quantity) for value, quantity in zip(found, ("percent", "yes_no", "count"), strict=True)] == [
        rate,
        str(met),
        str(short),
    ]
    assert any(flag[2] == "milestone_missed" for flag in outcome.flags) != met


def test_e20_4_a_malformed_order() -> None:
    outcome = care(("2009-04",), {"care_optimised": "4"}, rows("B", "2009-04-07", "malformed_order"))
    assert outcome.nodes["month", "B", "2009-04", "malformed_orders_met"] == 0


@pytest.mark.parametrize(
    ("marks", "rounds", "total", "grade"),
    [
        pytest.param(("88", "92", "90"), False, "90.00", "A", id="E23.1"),
        pytest.param(("89.5", "89.5", "89.5"), False, "89.50", "B", id="E23.2"),
        pytest.param(("89.5", "89.5", "89.5"), True, "89.50", "A", id="E23.2 rounded"),
        pytest.param(("70", "70", "70"), False, "70.00", "C", id="E23.3"),
        pytest.param(("69.99", "69.99", "69.99"), False, "69.99", "D", id="E23.3 below"),
    ],
)
def test_e23(marks: tuple[str, ...], rounds: bool, total: str, grade: str) -> None:
    ratings = [
        {"unit": "S", "period": "2010-01", "item": leaf, "score": mark}
        for leaves, mark in zip(TREE.values(), marks, strict=True)
        for leaf in leaves
    ]
    tables = {"units": [{"unit": "S", "kind": "support_centre"}], "ratings": ratings}
    outcome = support_abcd.assess(tables, {"round_before_grade": rounds}, ("2010-01", "2010-01"))
    assert shown(outcome.nodes["month", "S", "2010-01", "total"], "points") == total
    assert outcome.grades["month", "S", "2010-01", "total"] == grade


def contract(absent: tuple[str, ...], *terms: str) -> tuple[list[str], set[str]]:
    """The nodes of a contract and its flags."""
    checks = [
        f"contract_check contract=K contract_item={name} present={str(name not in absent).lower()}"
        for name in (*ITEMS, *PAPERS)
    ]
    events = rows("N", "2014-03-05", *checks, *(f"contract_terms contract=K {term}" for term in terms))
    tables: Tables = {"units": [{"unit": "N", "kind": "partner"}], "events": events}
    outcome = partner_contract.assess(tables, {}, ("2014-03", "2014-03"))
    nodes = ("items_present", "papers_present", "compliant")
    cell = "contract_state", segment_of("N", "K"), "2014-03"
    return [shown(outcome.nodes[(*cell, node)], "count") for node in nodes], {flag[2] for flag in outcome.flags}


def test_e24() -> None:
    assert contract((), "stage=presale term_months=12") == (["12", "2", "1"], set())
    assert contract(("exit",)) == (["11", "2", "0"], {"contract_item_missing"})
    assert contract((), "stage=aftersale term_months=24 customer_term_months=24")[1] == set()
    assert contract((), "stage=aftersale term_months=25 customer_term_months=24")[1] == {"aftersale_term_exceeds"}
