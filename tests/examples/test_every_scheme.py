"""One data set feeds every scheme: ``kaohe score examples/telecom-group --all``, scheme by scheme."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.results import Results
from kaohe.core.results.outcomes import balanced
from kaohe.plugins import session
from kaohe.plugins.project import located

GROUP = Path("examples/telecom-group")
IDS = [source.id for source in session.host().schemes()]
REPORTS = {"chengdu-indicator-panel", "chengdu-project-goals", "crm-dept-report", "unicom-complaint-shares"}
"""Schemes that show figures, with no grade, rank, money, flag or total."""
STEADY = {"abc-grade-rewards": 10, "bank-call-centre": 24, "chengdu-branch-monthly": 12, "gov-support-centre": 9}


@pytest.fixture(scope="module")
def run() -> Results:
    place, config = located(str(GROUP))
    tables = session.open_data(place)
    schemes = session.load_all(IDS, (), config, tables=tables)
    return session.score(tables, schemes, scope=config["scope"], **config.get("run", {}))


@pytest.fixture(scope="module")
def found(run: Results) -> dict[str, dict[str, list[Any]]]:
    """The entries of the results by scheme and table."""
    tables: dict[str, dict[str, list[Any]]] = {name: defaultdict(list) for name in IDS}
    for table in ("nodes", "rows", "grades", "ranks", "money", "flags", "duties"):
        for entry in run.document()[table]:  # type: ignore[literal-required]
            tables[entry["scheme"]][table].append(entry)
    return tables


@pytest.mark.parametrize("scheme", IDS)
def test_units_are_assessed_and_values_are_there(scheme: str, found: dict[str, dict[str, list[Any]]]) -> None:
    nodes = found[scheme]["nodes"]
    units = {entry["unit"] for entry in nodes}
    assert units
    assert len(units) == STEADY.get(scheme, len(units))
    states = Counter(entry["state"] for entry in nodes)
    assert states["missing"] == 0
    assert states["value"] > len(nodes) / 2
    valued = {entry["unit"] for entry in nodes if entry["value"] is not None}
    assert valued == units
    assert len({entry["period"] for entry in nodes}) >= 4 or scheme == "chengdu-annual-outcome"


@pytest.mark.parametrize("scheme", IDS)
def test_nothing_of_the_run_is_illustrative(scheme: str, found: dict[str, dict[str, list[Any]]], run: Results) -> None:
    """What is required was decided by the example's kaohe.toml; the results say so."""
    (entry,) = (one for one in run.document()["schemes"] if one["id"] == scheme)
    assert not entry["illustrative"]
    assert {parameter["provenance"] for parameter in entry["parameters"].values()} <= {
        "stated",
        "assumed",
        "set",
        "none",
    }
    assert not any("illustrative" in node["labels"] for node in found[scheme]["nodes"])


@pytest.mark.parametrize("scheme", IDS)
def test_there_is_something_to_look_at(scheme: str, found: dict[str, dict[str, list[Any]]]) -> None:
    """Scores that differ, or outcomes."""
    mine = found[scheme]
    outcomes = [table for table in ("grades", "ranks", "money", "flags") if mine[table]]
    totals = {entry["value"] for entry in mine["nodes"] if entry["node"] == "total" and entry["value"] is not None}
    if scheme in REPORTS:
        assert not outcomes
        assert len({entry["value"] for entry in mine["nodes"]}) > 10
    else:
        assert outcomes or len(totals) > 5
    if totals:
        assert len(totals) > 5


def test_grades_and_verdicts_are_of_more_than_one_kind(found: dict[str, dict[str, list[Any]]]) -> None:
    graded = {
        scheme: {entry["grade"] for entry in tables["grades"]} for scheme, tables in found.items() if tables["grades"]
    }
    assert {scheme for scheme, grades in graded.items() if len(grades) < 2} == set()
    assert graded["chengdu-annual-outcome"] == {"excellent", "ordinary", "unqualified"}
    assert graded["urgency-ladder"] == {"none", "warning", "training", "post_change_or_dismissal"}


@pytest.mark.parametrize("scheme", IDS)
def test_every_account_balances(scheme: str, run: Results, found: dict[str, dict[str, list[Any]]]) -> None:
    cards = [card for card in run.shown_cards if card.plan.scheme.id == scheme]
    assert cards
    for card in cards:
        balanced(run.outcome, card)
    for entry in found[scheme]["money"]:
        assert Fraction(entry["amount"]) != 0
        assert (Fraction(entry["amount"]) * 100).denominator == 1
        assert entry["account"] != entry["counter"]


def money(found: dict[str, dict[str, list[Any]]], scheme: str, account: str) -> Fraction:
    return sum((Fraction(one["amount"]) for one in found[scheme]["money"] if one["account"] == account), Fraction(0))


def node(found: dict[str, dict[str, list[Any]]], scheme: str, name: str, card: str) -> Fraction:
    values = (one for one in found[scheme]["nodes"] if (one["node"], one["card"]) == (name, card))
    return sum((Fraction(one["exact"] if "exact" in one else one["value"]) for one in values), Fraction(0))


def test_the_fund_holds_what_three_schemes_take(found: dict[str, dict[str, list[Any]]]) -> None:
    taken = -money(found, "chengdu-event-penalty", "fine") - money(found, "chengdu-outlet-check", "fine")
    taken += sum(
        max(Fraction(0), -Fraction(one["amount"]))
        for one in found["chengdu-bulletin"]["money"]
        if one["account"] == "bulletin"
    )
    assert money(found, "chengdu-service-fund", "fund_in") == taken > 0
    december = [
        one for one in found["chengdu-service-fund"]["nodes"] if (one["node"], one["period"]) == ("balance", "2014-12")
    ]
    balance = taken + money(found, "chengdu-service-fund", "fund_out")
    assert [Fraction(one["value"]) for one in december] == [balance]


def test_the_bonus_pool_is_shared_to_the_fen(found: dict[str, dict[str, list[Any]]]) -> None:
    shared = money(found, "frontdesk-bonus-pool", "bonus_share") + money(found, "frontdesk-bonus-pool", "undistributed")
    assert shared == node(found, "frontdesk-bonus-pool", "paid_pool", "department_month") > 0


def test_the_team_bonus_of_the_year_is_split_in_two(found: dict[str, dict[str, list[Any]]]) -> None:
    both = [money(found, "client-sales-commission", account) for account in ("team_bonus", "over_target_bonus")]
    assert abs(both[0] - both[1]) <= Fraction(1, 100)
    assert sum(both) == node(found, "client-sales-commission", "over_target_bonus", "team_cycle") > 0


def test_without_its_file_the_folder_cannot_run_what_is_required() -> None:
    with pytest.raises(KaoheError, match=r"the parameter grade_lines is required"):
        session.load_all(IDS)
