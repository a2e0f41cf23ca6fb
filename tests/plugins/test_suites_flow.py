"""A number flows from scheme to scheme of a suite; given as a table instead, it is the same number."""

from __future__ import annotations

import csv
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kaohe.cli.main import main
from kaohe.core.results import Results
from kaohe.plugins import session
from kaohe.plugins.project import located

GROUP = Path("examples/telecom-group")
MONTHS = "2014-01..2014-12"
Found = dict[tuple[str, str], Any]


def scored(data: Path, *specs: str, period: str | None = None) -> Results:
    place, config = located(str(data))
    tables = session.open_data(place)
    return session.score(tables, session.load_all(specs, (), config, tables=tables), period, scope=config["scope"])


def nodes(results: Results, scheme: str, node: str, key: str = "shown", card: str | None = None) -> Found:
    """Values of a node by unit and period."""
    return {
        (one["unit"], one["period"]): one[key]  # type: ignore[literal-required]
        for one in results.document()["nodes"]
        if (one["scheme"], one["node"]) == (scheme, node) and card in (None, one["card"])
    }


def with_rows(folder: Path, table: str, rows: Iterable[Mapping[str, object]], without: str = "") -> Path:
    """A copy of the example with rows added to a table, and another table emptied."""
    copy = folder / "group"
    shutil.copytree(GROUP / "data", copy / "data")
    shutil.copy(GROUP / "kaohe.toml", copy / "kaohe.toml")
    path = copy / "data" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        heads = next(csv.reader(file))
    with path.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, heads, restval="", lineterminator="\n").writerows(rows)
    if without:
        (copy / "data" / f"{without}.csv").unlink()
    return copy


def raised(path: Path, indicator: str, by: Mapping[str, Fraction]) -> None:
    """Adds an amount to the values of an indicator, by period."""
    with path.open(encoding="utf-8", newline="") as file:
        heads, *rows = list(csv.reader(file))
    place = {head: number for number, head in enumerate(heads)}
    for row in rows:
        if row[place["indicator"]] == indicator:
            row[place["value"]] = str(float(row[place["value"]]) + float(by[row[place["period"]]]))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([heads, *rows])


def explained(*arguments: str) -> str:
    done = CliRunner().invoke(main, ["explain", str(GROUP), *arguments])
    assert (done.exit_code, done.stderr) == (0, "")
    return done.stdout


@pytest.fixture(scope="module")
def chengdu() -> Results:
    return scored(GROUP, "chengdu")


def test_fines_of_three_schemes_make_the_fund(chengdu: Results, tmp_path: Path) -> None:
    feeding = scored(GROUP, "chengdu-event-penalty", "chengdu-outlet-check", "chengdu-bulletin", period=MONTHS)
    booked: dict[tuple[str, str], Fraction] = defaultdict(Fraction)
    wanted: dict[str, Fraction] = defaultdict(Fraction)
    segments = {
        "chengdu-event-penalty": "event_penalty",
        "chengdu-outlet-check": "outlet_check",
        "chengdu-bulletin": "bulletin",
    }
    for one in feeding.document()["money"]:
        amount, segment = Fraction(one["amount"]), segments[one["scheme"]]
        if amount < 0:
            booked[(one["period"], segment)] -= amount
        elif segment != "bulletin":
            wanted[one["period"]] += amount
    rows = [
        {"unit": "P", "period": period, "indicator": "fines_booked", "segment": segment, "value": float(amount)}
        for (period, segment), amount in booked.items()
    ]
    copy = with_rows(tmp_path, "measurements", rows)
    raised(copy / "data" / "measurements.csv", "rewards_wanted", wanted)
    alone = scored(copy, "chengdu-service-fund", period=MONTHS)
    for node in ("fund_in", "fund_out", "balance", "unfunded", "fund_out_year_to_date"):
        assert nodes(alone, "chengdu-service-fund", node) == nodes(chengdu, "chengdu-service-fund", node)
    flowed = nodes(chengdu, "chengdu-service-fund", "fund_in", "value")
    assert {period: Fraction(value) for (_, period), value in flowed.items()} == {
        f"2014-{number:02d}": sum(amount for (period, _), amount in booked.items() if period == f"2014-{number:02d}")
        for number in range(1, 13)
    }


def test_the_fund_says_whose_fines_it_holds() -> None:
    text = explained("-s", "chengdu", "--unit", "P", "--period", "2014-03", "--node", "fund_in")
    assert "\n  from chengdu-event-penalty month, gross fines of the events booked here: B01 500, B01-KF 200, " in text
    assert "\n  from chengdu-outlet-check month, " in text


def test_the_year_score_has_its_consequences(chengdu: Results, tmp_path: Path) -> None:
    scores = nodes(scored(GROUP, "chengdu-branch-monthly", period="2014"), "chengdu-branch-monthly", "total", "value")
    rows = [
        {"unit": unit, "period": period, "indicator": "year_service_score", "value": f"{float(value):.6f}"}
        for (unit, period), value in scores.items()
    ]
    alone = scored(with_rows(tmp_path, "measurements", rows), "chengdu-annual-outcome")
    for node in ("verdict_score", "target_bonus"):
        assert nodes(alone, "chengdu-annual-outcome", node) == nodes(chengdu, "chengdu-annual-outcome", node)
    verdicts = [
        [
            (one["unit"], one["grade"])
            for one in results.document()["grades"]
            if one["scheme"] == "chengdu-annual-outcome"
        ]
        for results in (alone, chengdu)
    ]
    assert verdicts[0] == verdicts[1]
    assert {grade for _, grade in verdicts[0]} == {"excellent", "ordinary", "unqualified"}
    vetoes = [one for one in chengdu.document()["flags"] if one["flag"] == "veto_year_end_award"]
    assert [(one["unit"], one["to"]) for one in vetoes] == [("B07", "B07-P1")]
    text = explained("-s", "chengdu", "--unit", "B07", "--period", "2014", "--node", "verdict_score")
    assert f"\n  from chengdu-branch-monthly year, score of the year: ≈{float(scores[('B07', '2014')]):.4f}\n" in text


def test_late_tickets_and_failed_duties_are_referred(tmp_path: Path) -> None:
    suite = scored(GROUP, "gulin", period=MONTHS)
    referred = {cell: int(value) for cell, value in nodes(suite, "gulin-accountability", "referrals").items()}
    found: dict[tuple[str, str], int] = defaultdict(int)
    for scheme, node in (
        ("gulin-time-limits", "all_late_tickets"),
        ("gulin-first-contact", "violations"),
        ("gulin-supervision", "referrals"),
    ):
        for cell, value in nodes(scored(GROUP, scheme, period=MONTHS), scheme, node).items():
            found[cell] += int(value)
    persons = {cell for cell in referred if cell[0].startswith("GL-P")}
    assert {cell: referred[cell] for cell in persons} == {cell: found[cell] for cell in persons}
    assert sum(referred[cell] for cell in persons) > 5
    missing = nodes(scored(GROUP, "gulin-publicity", period=MONTHS), "gulin-publicity", "postings_in_place")
    late = nodes(suite, "gulin-time-limits", "all_late_tickets")
    for number in range(1, 13):
        period = f"2014-{number:02d}"
        assert referred[("GL-Y1", period)] == int(late[("GL-Y1", period)]) + 6 - int(missing[("GL-T1", period)])

    rates = [one for one in suite.document()["nodes"] if one["node"] in ("due_tickets", "late_tickets")]
    counts: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for one in rates:
        counts[(one["unit"], one["period"], str(one["segment"]))][one["node"]] = int(str(one["value"]))
    rows = [
        {
            "unit": unit, "period": period, "indicator": "time_limit_compliance_rate", "segment": segment,
            "numerator": count["due_tickets"] - count["late_tickets"], "denominator": count["due_tickets"],
        }
        for (unit, period, segment), count in counts.items()
    ]  # fmt: skip
    given = scored(with_rows(tmp_path, "measurements", rows, without="tickets"), "gulin-time-limits", "gulin-accountability",
                   "gulin-first-contact", "gulin-publicity", "gulin-supervision", period=MONTHS)  # fmt: skip
    assert nodes(given, "gulin-accountability", "referrals") == nodes(suite, "gulin-accountability", "referrals")
    assert nodes(given, "gulin-accountability", "fines") == nodes(suite, "gulin-accountability", "fines")


def test_a_referral_says_which_rule_it_comes_from() -> None:
    results = scored(GROUP, "gulin", period=MONTHS)
    late = nodes(results, "gulin-time-limits", "all_late_tickets")
    unit, period = next(cell for cell, value in late.items() if cell[0].startswith("GL-Y") and value != "0")
    text = explained("-s", "gulin", "--unit", unit, "--period", period, "--node", "referrals")
    assert f"\n  from gulin-time-limits month, late tickets, all classes: {late[(unit, period)]}\n" in text
    assert "「违反《服务项目公示制度》、《客户服务首问负责制度》" in text


def test_the_hotline_hands_over_what_is_to_be_penalised() -> None:
    suite = scored(GROUP, "unicom", period=MONTHS)
    handed = {cell: int(value) for cell, value in nodes(suite, "unicom-human-cause", "hotline_cases").items() if value}
    alone = scored(GROUP, "unicom-gm-hotline", period=MONTHS).document()
    late = {one["ref"] for one in alone["flags"] if one["flag"] == "circular_criticism"}
    with (GROUP / "data" / "tickets.csv").open(encoding="utf-8", newline="") as file:
        due = {
            one["ticket"] for one in csv.DictReader(file) if one["penalty_due"] == "true" and one["invalid"] != "true"
        }
    judged = {one["ref"]: (one["unit"], one["period"]) for one in alone["rows"] if one["name"] == "compliant"}
    expected: dict[tuple[str, str], int] = defaultdict(int)
    for ref in late | (due & set(judged)):
        expected[judged[ref]] += 1
    departments = {cell: count for cell, count in handed.items() if cell[0].endswith("-KF") and count}
    assert departments == dict(expected)
    (unit, period), count = next(iter(departments.items()))
    text = explained("-s", "unicom", "--unit", unit, "--period", period, "--node", "hotline_cases")
    assert "\n  from unicom-gm-hotline month, " in text
    assert f": {count}\n" in text


@pytest.mark.parametrize("suite", ["chengdu", "gulin", "unicom"])
def test_a_suite_is_scored_and_compared(suite: str) -> None:
    members = next(one.schemes for one in session.host().suites() if one.id == suite)
    for command in ("score", "compare"):
        done = CliRunner().invoke(main, [command, str(GROUP), "-s", suite, "--period", "2014-03,2014-Q1,2014"])
        assert (done.exit_code, done.stderr) == (0, "")
        assert [scheme for scheme in members if scheme not in done.stdout] == []
        assert "ILLUSTRATIVE" not in done.stdout


def test_one_event_under_every_scheme_of_a_suite() -> None:
    text = explained("-s", "chengdu", "--ref", "E00018", "--period", "2014-03")
    assert "chengdu-event-penalty, case: E00018 " in text
    assert "chengdu-branch-monthly, case: E00018 " in text
    assert "chengdu-project-goals: this scheme does not read this kind" in text
    assert "unicom-human-cause: not counted: the scheme is not for this unit" in explained(
        "-s", "unicom", "--ref", "E00018", "--period", "2014-03"
    )
