"""The worked examples of schemes 1, 2, 3, 7 and 11, run through the oracles, give the printed numbers."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from tests.oracles import (
    accountability,
    branch_monthly,
    data_accountability,
    data_branch_monthly,
    data_event_penalty,
    data_indicator_panel,
    data_service_fund,
    event_penalty,
    indicator_panel,
    service_fund,
)
from tests.oracles.common import Outcome, Row, Tables, shown
from tests.oracles.data_common import Generated, Mode

NOVEMBER = ("2014-11", "2014-11")
YEAR = ("2014-01", "2014-12")
BRANCH = {"unit": "B1", "kind": "branch", "name": "", "parent": ""}
PERSON = {"unit": "P1", "kind": "person", "name": "", "parent": "D1"}
DEPARTMENT = {"unit": "D1", "kind": "department", "name": "", "parent": ""}


def events(*rows: str, unit: str = "B1") -> list[Row]:
    """Events in November 2014, a day apart, each written as `kind column=value ...`."""
    found = []
    for n, text in enumerate(rows, start=1):
        kind, *cells = text.split()
        found.append(
            {
                "event": f"E{n}",
                "unit": unit,
                "kind": kind,
                "at": f"2014-11-{n:02d}",
                **dict(cell.split("=") for cell in cells),
            }
        )
    return found


def monthly(rows: list[Row], **parameters: object) -> str:
    tables = {"units": [BRANCH], "events": rows}
    outcome = branch_monthly.assess(tables, {"illustrative": True, **parameters}, NOVEMBER)
    return shown(outcome.nodes["month", "B1", "2014-11", "total"], "points")


@pytest.mark.parametrize(
    ("rows", "parameters", "total"),
    [
        pytest.param(["complaint", "complaint", "service_promise_breach", "commendation"], {}, "97.00", id="E1.1"),
        pytest.param(["complaint highest_level=administrative_department count=25"], {}, "0.00", id="E1.4"),
        pytest.param(["commendation"] * 3, {}, "103.00", id="E1.5"),
        pytest.param(["commendation"] * 3, {"cap": 100}, "100.00", id="E1.5 cap"),
        pytest.param(["complaint incident=I", "service_promise_breach incident=I"], {}, "98.00", id="E1.6"),
        pytest.param(["bulletin decided_points=-3"], {}, "100.00", id="E1.7 decided"),
        pytest.param(["bulletin"], {}, "95.00", id="E1.7 open"),
    ],
)
def test_branch_monthly(rows: list[str], parameters: dict[str, object], total: str) -> None:
    assert monthly(events(*rows), **parameters) == total


def test_branch_year() -> None:
    rows = [
        {"event": "E1", "unit": "B1", "kind": "complaint", "at": "2014-10-02", "highest_level": "government_mailbox"},
        {"event": "E2", "unit": "B1", "kind": "repeat_fault_report", "at": "2014-12-02", "count": "6"},
    ]
    tables = {"units": [{**BRANCH, "from": "2014-10-01"}], "events": rows}
    nodes = branch_monthly.assess(tables, {"illustrative": True}, YEAR).nodes
    assert [nodes["month", "B1", f"2014-{m}", "total"] for m in (10, 11, 12)] == [97, 100, 94]
    assert shown(nodes["year", "B1", "2014", "total"], "points") == "97.00"  # E1.2
    weighted = branch_monthly.assess(tables, {"illustrative": True, "month_weights": "0;0;0;0;0;0;0;0;0;1;1;2"}, YEAR)
    assert weighted.nodes["year", "B1", "2014", "total"] == Fraction(385, 4)
    filled = branch_monthly.assess(tables, {"illustrative": True, "missing_months": "opening"}, YEAR)
    assert filled.nodes["year", "B1", "2014", "total"] == Fraction(1191, 12)


@pytest.mark.parametrize(
    ("rows", "net"),
    [
        pytest.param(["repeat_fault_report"] * 3 + ["complaint highest_level=government_mailbox"], "350.00", id="E2.1"),
        pytest.param(["complaint verified=false"], "0.00", id="E2.2"),
        pytest.param(
            ["complaint", "service_promise_breach", "complaint highest_level=administrative_department"],
            "700.00",
            id="E2.3",
        ),
        pytest.param(
            ["complaint highest_level=industry_regulator incident=I", "service_promise_breach incident=I"],
            "500.00",
            id="E2.5",
        ),
    ],
)
def test_event_penalty(rows: list[str], net: str) -> None:
    outcome = event_penalty.assess({"units": [BRANCH], "events": events(*rows)}, {"illustrative": True}, NOVEMBER)
    assert shown(outcome.nodes["month", "B1", "2014-11", "net_fine"], "yuan") == net
    assert -sum(outcome.money.values()) == 100 * Fraction(net)


def test_person_share() -> None:
    tables = {"units": [DEPARTMENT, PERSON], "events": events("complaint", unit="P1")}
    outcome = event_penalty.assess(tables, {"illustrative": True, "person_share": 30}, NOVEMBER)
    assert outcome.money == {("P1", "2014-11", "fine"): -3000, ("D1", "2014-11", "fine"): -7000}


def panel(name: str, numerator: int, denominator: int, **parameters: object) -> tuple[str, str]:
    rows = [
        {"unit": "B1", "period": "2014-11", "indicator": indicator, "numerator": "1", "denominator": "1"}
        for indicator in indicator_panel.INDICATORS
        if indicator != name
    ]
    rows.append(
        {
            "unit": "B1",
            "period": "2014-11",
            "indicator": name,
            "numerator": str(numerator),
            "denominator": str(denominator),
        }
    )
    nodes = indicator_panel.assess({"units": [BRANCH], "measurements": rows}, parameters, NOVEMBER).nodes
    met = nodes.get(("month", "B1", "2014-11", f"{name}_met"), "")
    return shown(nodes["month", "B1", "2014-11", name], "percent"), shown(met, "yes_no")


def test_indicator_panel() -> None:
    assert panel("fault_report_rate", 120, 8000) == ("1.50", "")  # E3.1
    assert panel("response_timeliness_rate", 95, 100) == ("95.00", "")  # E3.2
    assert panel("repeat_fault_rate", 6, 80) == ("7.50", "")  # E3.3
    targets = {"targets.handling_timeliness_rate": 95}
    assert panel("handling_timeliness_rate", 18999, 20000, **targets) == ("95.00", "0")  # E3.4
    assert panel("handling_timeliness_rate", 19000, 20000, **targets) == ("95.00", "1")


def fund(wanted: int, opening: int = 0, **booked: int) -> dict[str, str]:
    rows = [
        {"unit": "C", "period": "2014-11", "indicator": "fines_booked", "segment": segment, "value": str(value)}
        for segment, value in booked.items()
    ]
    rows.append({"unit": "C", "period": "2014-11", "indicator": "rewards_wanted", "value": str(wanted)})
    tables = {"units": [{"unit": "C", "kind": "company"}], "measurements": rows}
    outcome = service_fund.assess(tables, {"fund_opening": opening}, NOVEMBER)
    return {node: shown(value, "yuan") for (*_, node), value in outcome.nodes.items()}


def test_service_fund() -> None:
    assert fund(0, event_penalty=350, outlet_check=200)["balance"] == "550.00"  # E7.1
    assert fund(400, event_penalty=350, outlet_check=200)["balance"] == "150.00"  # E7.2
    third = fund(600, event_penalty=350, outlet_check=200)
    assert (third["fund_out"], third["unfunded"], third["balance"]) == ("550.00", "50.00", "0.00")  # E7.3
    assert fund(0, event_penalty=350, outlet_check=200, bulletin=500)["fund_in"] == "1050.00"  # E7.4


def test_service_fund_linked() -> None:
    units = [{"unit": "C", "kind": "company"}, {**BRANCH, "parent": "C"}]
    wanted = {"unit": "C", "period": "2014-11", "indicator": "rewards_wanted", "value": "400"}
    other = {"unit": "C", "period": "2014-11", "indicator": "fines_booked", "segment": "outlet_check", "value": "200"}
    rows = events(*["repeat_fault_report"] * 3, "complaint highest_level=government_mailbox", "commendation")
    amounts = {f"event_fines.{key}": value for key, value in event_penalty.FINES.items()}
    amounts |= {f"event_rewards.{key}": value for key, value in event_penalty.REWARDS.items()}
    tables: Tables = {"units": units, "measurements": [wanted, other], "events": rows}
    nodes = service_fund.assess(tables, dict(amounts), NOVEMBER).nodes
    assert nodes["month", "C", "2014-11", "fund_in"] == 550  # gross of the commendation
    assert nodes["month", "C", "2014-11", "fund_out"] == 420


def gulin(*rows: str, **parameters: object) -> Outcome:
    return accountability.assess({"units": [DEPARTMENT, PERSON], "events": events(*rows, unit="P1")}, parameters, YEAR)


def fines(*rows: str, **parameters: object) -> str:
    return shown(gulin(*rows, **parameters).nodes["year", "P1", "2014", "fines"], "yuan")


MANAGER, BRANCH_LEVEL, COUNTY = (
    f"complaint highest_level={level}" for level in ("department_manager", "branch", "county_government")
)


def test_accountability_fines() -> None:
    assert [fines(*[MANAGER] * n) for n in (3, 4, 5)] == ["60.00", "110.00", "160.00"]  # E11.1
    assert [fines(*[MANAGER] * n, over_three="third") for n in (3, 4)] == ["90.00", "140.00"]  # E11.2 third
    assert fines(*[MANAGER] * 4, over_three="retroactive") == "200.00"  # E11.2 retroactive
    assert fines(*[MANAGER] * 5, over_three="retroactive") == "250.00"
    assert fines(*[COUNTY] * 2) == "400.00"  # E11.4
    assert fines(MANAGER, MANAGER, BRANCH_LEVEL, COUNTY) == "290.00"  # E11.5
    assert fines(f"{MANAGER} count=5") == "160.00"


def row(outcome: Outcome, ref: str) -> object:
    return outcome.rows["events", ref, "sanction_level"]


def names(outcome: Outcome, ref: str) -> set[str]:
    return {flag for _, _, flag, _, of, _ in outcome.flags if of == ref}


def test_accountability_sanctions() -> None:
    spared = gulin(f"{MANAGER} mitigating=apology_accepted")
    assert row(spared, "E1") == "exempt"  # E11.7
    assert spared.rows["events", "E1", "fine"] == 20
    assert row(gulin(f"{MANAGER} severity=serious aggravating=refusal"), "E1") == "serious"  # E11.7
    outcome = gulin(MANAGER)
    assert "pending_hearing" in names(outcome, "E1")  # E11.8
    assert {flag[5] for flag in outcome.flags if flag[2] == "head_responsible"} == {"pending"}
    assert ("month", "P1", "2014-11", "fines") in outcome.pending
    outcome = gulin(f"{MANAGER} heard=true")
    assert "final" in names(outcome, "E1")  # E11.8
    assert not outcome.pending
    second = f"{MANAGER} severity=moderate"
    assert row(gulin(MANAGER, second), "E2") == "serious"  # E11.9
    assert {"aggravated", "needs_decision"} <= names(gulin(MANAGER, second), "E2")
    assert row(gulin(MANAGER, second, auto_dismissal=True), "E2") == "serious"
    assert "needs_decision" not in names(gulin(MANAGER, second, auto_dismissal=True), "E2")
    both = gulin(MANAGER, f"{second} mitigating=apology_accepted")
    assert row(both, "E2") == "moderate"
    assert {"aggravated", "mitigated"} <= names(both, "E2")


def test_wage_flag() -> None:
    def flagged(wage: str) -> bool:
        pay = {"unit": "P1", "period": "2014-11", "indicator": "base_wage", "value": wage}
        tables = {"units": [PERSON], "events": events(COUNTY, unit="P1"), "measurements": [pay]}
        return ("P1", "2014-11", "wage_deduction_high", "", "", "pending") in accountability.assess(
            tables, {}, NOVEMBER
        ).flags

    assert (flagged("1000"), flagged("999.99")) == (False, True)


def test_rolling_window() -> None:
    rows = [
        {"event": f"E{n}", "unit": "P1", "kind": "complaint", "at": at, "highest_level": "branch"}
        for n, at in enumerate(
            ["2013-11-03T10:00:00", "2014-11-03T09:59:59", "2014-11-03T10:00:00", "2014-11-03T10:00:01"]
        )
    ]
    tables = {"units": [PERSON], "events": rows}
    outcome = accountability.assess(tables, {"window": "rolling_year"}, NOVEMBER)
    assert [outcome.rows["events", f"E{n}", "fine"] for n in (1, 2, 3)] == [80, 100, 100]
    with pytest.raises(ValueError, match="window"):
        accountability.assess(tables, {"window": "rolling_year", "data_from": "2013-12-01"}, NOVEMBER)


@pytest.mark.parametrize(
    "generate",
    [
        data_branch_monthly.generate,
        data_event_penalty.generate,
        data_indicator_panel.generate,
        data_service_fund.generate,
        data_service_fund.generate_linked,
        data_accountability.generate,
    ],
)
def test_generators(generate: Callable[[int, int, Mode], Generated]) -> None:
    modes: tuple[Mode, ...] = ("random", "ties", "near_ties", "thresholds")
    for seed in range(3):
        counts = [generate(seed, 480, mode)[3] for mode in modes]
        assert counts[-1] >= 5
    assert generate(1, 240, "random") == generate(1, 240, "random")
