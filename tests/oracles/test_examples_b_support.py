"""The worked examples of scheme 22, run through the oracle, give the printed numbers."""

from __future__ import annotations

import pytest

from tests.oracles import support_centre
from tests.oracles.common import Outcome, Row, Tables, shown
from tests.oracles.filed import measured, rows

JULY = "2010-07"
SUMMER = ("2010-07", "2010-09")

ON_TARGET = {
    "front_end_score": "92",
    "assurance_timeliness_rate": "95/100",
    "provisioning_timeliness_rate": "90/100",
    "lastmile_provisioning_timeliness_rate": "90/100",
    "lastmile_repair_timeliness_rate": "95/100",
    "lastmile_repeat_fault_rate": "8/100",
}
A = "process=assurance"
COMPLAINT = f"complaint {A} business=bandwidth cause_department=maintenance"


def centre(
    own: dict[str, str],
    *events: str,
    survey: str = "92/100",
    tickets: list[Row] | None = None,
    parameters: dict[str, object] | None = None,
) -> Outcome:
    """One centre with all rates on target except those named; an empty one is not supplied."""
    figures = {name: text for name, text in (ON_TARGET | own).items() if text}
    held = measured("C1", JULY, **figures)
    held += [{**row, "segment": "biz_navigator"} for row in measured("C1", JULY, satisfaction_rate=survey)]
    tables: Tables = {
        "units": [{"unit": "C1", "kind": "support_centre", "name": "", "parent": ""}],
        "measurements": held,
        "events": rows("C1", "2010-07-05", *events),
        "tickets": tickets or [],
    }
    return support_centre.assess(tables, parameters or {}, (JULY, JULY))


def points(outcome: Outcome, node: str) -> str:
    return shown(outcome.nodes["month", "C1", JULY, node], "points")


EVENTS = (
    "wrong_dispatch_channel",
    f"late_ticket_feedback {A} count=2",
    "outage full_outage=true customer_grade=group_top100 network_node=centre",
    f"{COMPLAINT} highest_level=group_company",
    f"{COMPLAINT} highest_level=group_other_department levels_up=2",
)


@pytest.mark.parametrize(
    ("node", "own", "events", "mode", "expected"),
    [
        pytest.param("assurance", {"assurance_timeliness_rate": "190/200"}, (), "", "15.00", id="E22.1"),
        pytest.param("assurance", {"assurance_timeliness_rate": "189/200"}, (), "proportional", "14.50", id="E22.2"),
        pytest.param("assurance", {"assurance_timeliness_rate": "189/200"}, (), "whole", "15.00", id="E22.2 whole"),
        pytest.param("assurance", {"assurance_timeliness_rate": "189/200"}, (), "ceil", "14.00", id="E22.2 ceil"),
        pytest.param("assurance", {"assurance_timeliness_rate": "94/100"}, EVENTS, "", "0.50", id="E22.3"),
        pytest.param("assurance", {}, ("data_integrity_breach defect=untrue",), "", "0.00", id="E22.4"),
        pytest.param(
            "lastmile_provisioning", {"lastmile_provisioning_timeliness_rate": "80/100"}, (), "", "5.00", id="E22.6 80"
        ),
        pytest.param(
            "lastmile_provisioning",
            {"lastmile_provisioning_timeliness_rate": "7999/10000"},
            (),
            "",
            "0.00",
            id="E22.6 79.99",
        ),
        pytest.param(
            "lastmile_provisioning",
            {"lastmile_provisioning_timeliness_rate": "89/100"},
            ("complaint process=provisioning business=lastmile over_level=true count=2",),
            "",
            "8.50",
            id="E22.6 89",
        ),
        pytest.param("resource_support", {}, ("resource_data_defect count=7",), "", "2.30", id="E22.16 7"),
        pytest.param("resource_support", {}, ("resource_data_defect count=40",), "", "0.00", id="E22.16 40"),
        pytest.param("resource_basics", {}, ("resource_data_incident count=2",), "", "2.00", id="E22.16 incidents"),
        pytest.param(
            "assurance",
            {},
            (f"{COMPLAINT} levels_reached=provincial_company;industry_regulator",),
            "",
            "11.00",
            id="E22.17",
        ),
        pytest.param(
            "assurance", {}, (f"{COMPLAINT} highest_level=industry_regulator",), "", "14.00", id="E22.17 ministry"
        ),
    ],
)
def test_month_items(node: str, own: dict[str, str], events: tuple[str, ...], mode: str, expected: str) -> None:
    parameters: dict[str, object] = {"step_mode": mode} if mode else {}
    assert points(centre(own, *events, parameters=parameters), node) == expected


@pytest.mark.parametrize(
    ("survey", "expected"), [("92/100", "10.00"), ("905/1000", "7.00"), ("87/100", "0.00"), ("9199/10000", "9.98")]
)
def test_survey(survey: str, expected: str) -> None:
    """E22.8"""
    assert points(centre({}, survey=survey), "biz_navigator") == expected


def test_one_item_only() -> None:
    """E22.18"""
    complaint = COMPLAINT.replace("assurance", "provisioning") + " highest_level=industry_regulator"
    outcome = centre({}, complaint)
    assert (points(outcome, "assurance"), points(outcome, "provisioning")) == ("15.00", "9.00")


def fault(done: str) -> Row:
    return {
        "ticket": "T1",
        "unit": "C1",
        "kind": "fault",
        "product": "bandwidth",
        "class": "AAA",
        "accepted_at": "2010-07-05T09:00:00",
        "completed_at": done,
        "user": "U",
    }


@pytest.mark.parametrize(("done", "rate"), [("2010-07-05T10:00:00", "100.00"), ("2010-07-05T10:01:00", "0.00")])
def test_circuit_limit(done: str, rate: str) -> None:
    """E22.14"""
    outcome = centre({"assurance_timeliness_rate": ""}, tickets=[fault(done)])
    assert points(outcome, "assurance_timeliness_rate") == rate


def order(n: int, done: str, *, late: bool = False) -> Row:
    return {
        "ticket": f"T{n}",
        "unit": "C1",
        "kind": "service_order",
        "product": "bandwidth",
        "accepted_at": "2010-07-01",
        "required_at": "2010-07-09",
        "completed_at": done,
        "customer_cause": "true" if late else "false",
    }


@pytest.mark.parametrize(("done", "rate"), [("2010-07-13T23:59:59", "100.00"), ("2010-07-14T00:00:00", "0.00")])
def test_provisioning_limit(done: str, rate: str) -> None:
    """E22.13"""
    outcome = centre({"provisioning_timeliness_rate": ""}, tickets=[order(1, done)])
    assert points(outcome, "provisioning_timeliness_rate") == rate


@pytest.mark.parametrize(("removed", "rate"), [(True, "100.00"), (False, "96.00")])
def test_customer_cause(removed: bool, rate: str) -> None:
    """E22.15"""
    tickets = [order(n, "2010-07-20" if n < 4 else "2010-07-08", late=n < 4) for n in range(100)]
    outcome = centre(
        {"provisioning_timeliness_rate": ""}, tickets=tickets, parameters={"customer_cause_removed": removed}
    )
    assert points(outcome, "provisioning_timeliness_rate") == rate


def summer(own: dict[str, dict[str, str]], parameters: dict[str, object], *events: str) -> Outcome:
    """Centres over a quarter: everything on target, counts and conversion of the quarter as given."""
    held, units, filed = list[Row](), list[Row](), list[Row]()
    for unit, figures in own.items():
        units.append({"unit": unit, "kind": "support_centre", "name": "", "parent": ""})
        rate = figures.get("assurance_timeliness_rate", "95/100")
        for month in ("2010-07", "2010-08", "2010-09"):
            held += measured(unit, month, **ON_TARGET | {"assurance_timeliness_rate": rate})
            held += [{**row, "segment": "biz_navigator"} for row in measured(unit, month, satisfaction_rate="92/100")]
        quarterly = {"outsourcing_revenue": "100/100", "opportunity_conversion_rate": "1/2", "opportunity_count": "5"}
        held += measured(
            unit,
            "2010-Q3",
            **{key: value for key, value in (quarterly | figures).items() if key != "assurance_timeliness_rate"},
        )
    for month in ("07", "08", "09"):
        filed += [{**row, "event": row["event"] + month} for row in rows("A", f"2010-{month}-05", *events)]
    tables: Tables = {"units": units, "measurements": held, "events": filed}
    return support_centre.assess(tables, parameters, SUMMER)


def test_places() -> None:
    """E22.10"""
    counts = {"A": 20, "B": 18, "C": 15, "D": 15, "E": 9, "F": 7, "G": 7, "H": 3, "I": 0}
    outcome = summer({unit: {"opportunity_count": str(n)} for unit, n in counts.items()}, {})
    awards = [outcome.nodes["quarter", unit, "2010-Q3", "opportunity_points"] for unit in counts]
    assert awards == [4, 4, 4, 4, 3, 2, 2, 2, 0]


@pytest.mark.parametrize(
    ("scale", "total"), [pytest.param("rate", "94.70", id="E22.11"), pytest.param("raw", "89.96", id="E22.11 raw")]
)
def test_quarter(scale: str, total: str) -> None:
    """E22.11"""
    own = {
        "assurance_timeliness_rate": "945/1000",
        "outsourcing_revenue": "97/100",
        "opportunity_rank": "1",
        "opportunity_units": "9",
        "conversion_rank": "5",
        "conversion_units": "9",
    }
    outcome = summer({"A": own}, {"scale": scale}, "resource_data_defect")
    found = {
        node: shown(outcome.nodes["quarter", "A", "2010-Q3", node], "points")
        for node in ("outsourcing_budget", "outsourcing", "back", "back_rate", "total")
    }
    assert found == {
        "outsourcing_budget": "3.50",
        "outsourcing": "10.50",
        "back": "86.90",
        "back_rate": "98.75",
        "total": total,
    }
    assert not outcome.flags
