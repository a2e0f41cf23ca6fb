"""What ``kaohe check`` finds in the documents of the house: exactly the list, each with a verdict."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import pytest

from kaohe.core.findings import Finding
from kaohe.plugins import session
from kaohe.plugins.examined import examine

LISTED = tomllib.loads((Path(__file__).parents[1] / "data/findings.toml").read_text("utf-8"))
SCHEMES = [source.id for source in session.host().schemes()]


@cache
def findings(scheme: str) -> list[Finding]:
    return examine(session.host().scheme_source(scheme).path).findings


def entry(finding: Finding) -> dict[str, object]:
    """A finding as the list writes it."""
    found: dict[str, object] = {"code": finding.code, "place": ".".join(finding.place), "says": finding.en}
    if finding.clauses:
        found["clauses"] = list(finding.clauses)
    if finding.taken:
        found["taken"] = list(finding.taken)
    return found | ({"under": finding.under} if finding.under else {})


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_findings_are_those_listed(scheme: str) -> None:
    listed = [{key: part for key, part in one.items() if key != "verdict"} for one in LISTED.get(scheme, [])]
    assert [entry(finding) for finding in findings(scheme)] == listed


def test_each_listed_finding_has_a_verdict_and_a_scheme() -> None:
    assert set(LISTED) <= set(SCHEMES)
    assert all(one["verdict"] for entries in LISTED.values() for one in entries)


def test_every_finding_is_said_in_chinese_and_rests_on_a_clause_of_its_document() -> None:
    for scheme in LISTED:
        clauses = session.load(scheme).text["clause"]
        for finding in findings(scheme):
            assert any("一" <= sign <= "鿿" for sign in finding.zh), finding
            assert set(finding.clauses) <= set(clauses)


REAL = {
    "three totals that are not 100": [
        ("gov-support-centre", "totals", "make 88"), ("unicom-composite", "totals", "make 94, 100 is printed"),
        ("service-dept-six-dim", "totals", "make 110"),
    ],
    "four marks of three": [("gov-support-centre", "ranks", "4 points, of 3")],
    "30 February": [("client-sales-commission", "dates", "2月30日")],
    "the sign of the loss rate": [("channel-pay", "signs", "can never bite")],
    "gaps between grades": [("gov-support-abcd", "tiers", "89 and 90")],
    "the ministry that costs 1 where others cost 4": [("gov-support-centre", "incentives", "industry regulator is graver")],
    "over three times or more": [("gulin-accountability", "edges", "超过三")],
    "smaller or greater than the target, and nothing between": [("channel-pay", "edges", "小于目标值")],
    "60 points and below": [("frontdesk-bonus-pool", "edges", "60分以下")],
}  # fmt: skip


@pytest.mark.parametrize("defect", REAL)
def test_the_real_defects_of_the_sources_are_found(defect: str) -> None:
    for scheme, code, words in REAL[defect]:
        assert any(finding.code == code and words in finding.en for finding in findings(scheme))
