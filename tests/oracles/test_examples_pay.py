"""The worked examples of schemes 15, 21 and 27, run through the oracles, give the printed numbers."""

from __future__ import annotations

import pytest

from tests.oracles import business_incentive, channel_pay, sales_commission
from tests.oracles.channel_pay import SEGMENTS
from tests.oracles.common import Outcome, Parameters, Row, month, shown
from tests.oracles.filed import measured, rows
from tests.oracles.measures import segment_of
from tests.oracles.sales_commission_rules import Rules

MANAGERS = ("M1", "M2", "M3", "M4", "M5")
CYCLE = "2010-03/2011-02"
TEAM = [
    {"unit": "T", "kind": "team", "parent": "", "post": ""},
    {"unit": "D", "kind": "person", "parent": "T", "post": "client_director"},
    *({"unit": unit, "kind": "person", "parent": "T", "post": "account_manager"} for unit in MANAGERS),
]


def sales(collections: dict[int, list[str]]) -> Outcome:
    """What every manager collects, by month of the cycle; nothing where no figure is given."""
    months = Rules({}).months
    filed: list[Row] = []
    for index in months:
        amounts = collections.get(index - months[0], ["0"] * 5)
        filed += measured("D", month(index), base_wage="5000")
        for unit, amount in zip(MANAGERS, amounts, strict=True):
            filed += measured(unit, month(index), base_wage="3000", collections=amount)
    return sales_commission.assess({"units": TEAM, "measurements": filed}, {}, ("2010-03", "2011-02"))


def yuan(outcome: Outcome, card: str, unit: str, period: str, *nodes: str) -> list[str]:
    return [shown(outcome.nodes[card, unit, period, node], "yuan") for node in nodes]


def test_e15_0_the_split() -> None:
    outcome = sales({})
    assert yuan(outcome, "manager_cycle", "M1", CYCLE, "cycle_target") == ["1600000.00"]
    targets = [yuan(outcome, "manager_month", "M1", period, "target")[0] for period in ("2010-03", "2011-02")]
    assert targets == ["133333.33", "133333.37"]
    targets = [yuan(outcome, "team_month", "T", period, "target")[0] for period in ("2010-03", "2011-02")]
    assert targets == ["666666.65", "666666.85"]


def test_e15_1_and_2_the_cliff_of_the_base() -> None:
    outcome = sales({0: ["133333.33", "133333.32", "0", "0", "0"]})
    nodes = ("base_paid", "commission", "total_pay", "withheld", "phone_allowance")
    paid = yuan(outcome, "manager_month", "M1", "2010-03", *nodes)
    assert paid == ["3000.00", "6666.67", "9666.67", "0.00", "200.00"]
    short = yuan(outcome, "manager_month", "M2", "2010-03", *nodes)
    assert short == ["2400.00", "6666.67", "9066.67", "600.00", "200.00"]


def test_e15_4_and_7_the_director_is_paid_by_the_team() -> None:
    outcome = sales({0: ["140000"] * 5, 1: ["133333.33"] * 5})
    assert yuan(outcome, "director_month", "D", "2010-03", "commission", "total_pay") == ["7000.00", "12000.00"]
    level = yuan(outcome, "director_month", "D", "2010-04", "base_paid", "commission", "total_pay")
    assert level == ["5000.00", "6666.67", "11666.67"]


@pytest.mark.parametrize(
    ("last", "bonus", "director", "team"),
    [
        pytest.param("2000000", "100000.00", "50000.00", "50000.00", id="E15.5"),
        pytest.param("1000900.10", "90.01", "45.00", "45.01", id="E15.8"),
    ],
)
def test_e15_over_target(last: str, bonus: str, director: str, team: str) -> None:
    outcome = sales({0: ["1400000"] * 5, 1: [last, "0", "0", "0", "0"]})
    assert yuan(outcome, "team_cycle", "T", CYCLE, "over_target_bonus", "team_bonus") == [bonus, team]
    assert yuan(outcome, "director_cycle", "D", CYCLE, "over_target_bonus") == [director]


def channel(base: str, end: str, parameters: Parameters) -> Outcome:
    filed = measured("P", "2010-01", post_wage="2000", increment_performance="0", development_fee="0")
    filed += measured("P", "2010-01", service_deduction="0")
    for segment in SEGMENTS:
        users = end if segment == "fixed_line" else base
        for row in measured("P", "2010-01", maintained_base=base, end_users=users):
            filed.append({**row, "segment": segment})
    units = [{"unit": "P", "kind": "person", "parent": ""}]
    chosen = {"illustrative": True, **parameters}
    return channel_pay.assess({"units": units, "measurements": filed}, chosen, ("2010-01", "2010-01"))


@pytest.mark.parametrize(
    ("users", "parameters", "rate", "deduction", "retention"),
    [
        pytest.param(("1000", "990"), {}, "1.00", "0.00", "700.00", id="E21.1"),
        pytest.param(("100", "54"), {}, "46.00", "900.00", "0.00", id="E21.3"),
        pytest.param(("1000", "985"), {"loss_sign": "literal_sign"}, "-1.50", "0.00", "700.00", id="E21.4"),
        pytest.param(("1000", "985"), {"step_mode": "proportional"}, "1.50", "10.00", "690.00", id="E21.6"),
        pytest.param(("1000", "985"), {"step_mode": "whole"}, "1.50", "0.00", "700.00", id="E21.6 whole"),
        pytest.param(("1000", "985"), {"step_mode": "ceil"}, "1.50", "20.00", "680.00", id="E21.6 ceil"),
    ],
)
def test_e21(users: tuple[str, str], parameters: Parameters, rate: str, deduction: str, retention: str) -> None:
    outcome = channel(*users, parameters)
    lost = yuan(outcome, "month", segment_of("P", "fixed_line"), "2010-01", "user_loss_rate", "loss_deduction")
    assert lost == [rate, deduction]
    assert yuan(outcome, "month", "P", "2010-01", "retention_pay", "total_pay")[0] == retention


def quarters(*figures: str, fraud: int = 0, **parameters: object) -> Outcome:
    """Quarters, each as `revenue plan line self joint`; `fraud`: the quarter in which profit was inflated."""
    filed: list[Row] = []
    for n, text in enumerate(figures, start=1):
        revenue, plan, line, own, joint = text.split()
        cells = {"gov_business_revenue": revenue, "gov_business_plan": plan, "customer_line_revenue": line}
        cells |= {"profit_self_signed": own, "profit_joint": joint, "quarterly_bonus": "5"}
        filed += measured("D", f"2014-Q{n}", **cells)
    events = rows("D", f"2014-{3 * fraud:02d}-10", "profit_inflation") if fraud else []
    tables = {"units": [{"unit": "D", "kind": "department", "parent": ""}], "measurements": filed, "events": events}
    return business_incentive.assess(tables, parameters, ("2014-01", f"2014-{3 * len(figures):02d}"))


def last(outcome: Outcome, node: str, quarter: str = "2014-Q1") -> str:
    return yuan(outcome, "quarter", "D", quarter, node)[0]


def test_e27_1_to_4_and_8_the_lines() -> None:
    outcome = quarters("100 100 60 20 10")
    assert [last(outcome, node) for node in ("reward", "marketing_share", "persons_share")] == ["12.00", "6.00", "6.00"]
    assert last(quarters("99.99 100 60 20 10"), "reward") == "11.00"
    assert quarters("69.99 100 60 20 10").nodes["quarter", "D", "2014-Q1", "penalty"] * 10000 == 15005
    assert last(quarters("70 100 42 20 10"), "reward") == "11.00"
    assert last(quarters("100 100 59.99 20 10"), "reward") == "0.00"
    assert last(quarters("100 100 60 20 -5"), "reward") == "9.00"


def test_e27_5_what_was_paid_is_taken_off() -> None:
    outcome = quarters("100 100 60 20 10", "190 200 114 45 20")
    found = [last(outcome, node, "2014-Q2") for node in ("progress", "cumulative_reward", "reward")]
    assert found == ["95.00", "24.00", "12.00"]


def test_e27_7_9_and_10_fraud() -> None:
    outcome = quarters("100 100 60 20 10", "200 200 120 30 21.6666", fraud=1)
    assert [last(outcome, node) for node in ("reward", "fraud_fine")] == ["0.00", "12.00"]
    assert outcome.money["D", "2014-Q1", "fraud_fine"] == -1200
    assert last(outcome, "reward", "2014-Q2") == "8.00"
    outcome = quarters("100 100 60 20 10", "200 200 120 0 16.666666", fraud=2)
    assert [last(outcome, node, "2014-Q2") for node in ("reward", "fraud_fine")] == ["-7.00", "0.00"]


@pytest.mark.parametrize(
    ("clawback", "rewards"), [("pay_back", ["-4.00", "9.00"]), ("carry_forward", ["0.00", "5.00"])]
)
def test_e27_11_a_fall(clawback: str, rewards: list[str]) -> None:
    outcome = quarters("100 100 60 20 3.333333", "200 200 120 0 20", "300 300 180 0 50", clawback=clawback)
    assert [last(outcome, "reward", f"2014-Q{n}") for n in (2, 3)] == rewards
