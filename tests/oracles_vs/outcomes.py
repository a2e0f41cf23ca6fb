"""Ranks, grades, flags, money and row results of a run against those of an oracle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import polars as pl

from kaohe.core.results.nodes import NodeTable
from kaohe.core.results.outcomes import flags
from kaohe.core.results.rowtable import months_shown
from kaohe.core.run.execute import Outcome as Run
from tests.oracles.common import Outcome, Row, month_of
from tests.oracles_vs.report import Report
from tests.oracles_vs.subject import Subject

RowKey = tuple[str, str, str]


def compare_places(run: Run, subject: Subject, oracle: Outcome, report: Report) -> None:
    """Ranks and grades."""
    renamed = dict(subject.ranked)
    ranks, grades = {}, {}
    for card in run.cards:
        if card.plan.scheme.id == subject.scheme and card.asked:
            table = NodeTable(run, card)
            for row in table.ranks():
                key = row["card"], row["unit"], row["period"], renamed.get(row["node"], row["node"])
                ranks[key] = row["rank"], row["of"]
            for row in table.grades():
                grades[row["card"], row["unit"], row["period"], row["node"]] = row["grade"]
    _same("rank", ranks, oracle.ranks, report)
    _same("grade", grades, oracle.grades, report)


def compare_money(postings: list[dict[str, Any]], subject: Subject, oracle: Outcome, report: Report) -> None:
    """The sum of the postings per unit, period and account, in fen."""
    booked: dict[tuple[str, str, str], int] = {}
    for row in postings:
        if row["scheme"] == subject.scheme:
            key = row["unit"], row["period"], row["account"]
            booked[key] = booked.get(key, 0) + int(Fraction(row["amount"]) * 100)
    nonzero = {key: cents for key, cents in booked.items() if cents}
    _same("money", nonzero, {key: cents for key, cents in oracle.money.items() if cents}, report)


def compare_flags(run: Run, subject: Subject, oracle: Outcome, report: Report) -> None:
    """Flags with addressee, row and status; the oracle writes no status where nothing can be pending."""
    times = Counter(
        (row["unit"], row["period"], row["flag"], row["to"] or "", row["ref"] or "", row["status"])
        for row in flags(run) if row["scheme"] == subject.scheme
    )  # fmt: skip
    raised = set(times)
    expected = {(*flag[:5], flag[5] or "final") for flag in oracle.flags}
    report.values += len(raised | expected)
    for flag in [flag for flag, many in times.items() if many > 1]:
        report.differ(f"flag {flag[2]}", flag, f"raised {times[flag]} times", "once")
    for flag in raised - expected:
        report.differ(f"flag {flag[2]}", flag, "raised", "not raised")
    for flag in expected - raised:
        report.differ(f"flag {flag[2]}", flag, "not raised", "raised")


def compare_rows(run: Run, subject: Subject, oracle: Outcome, events: list[Row], report: Report) -> None:
    """Row results; several of one row are added up, a row without any counts 0."""
    shown = months_shown(run)[subject.scheme]
    dated = {row["event"]: month_of(row["at"]) for row in events} | oracle.row_months
    expected = {key: value for key, value in oracle.rows.items() if dated[key[1]] in shown}
    found: dict[RowKey, object] = {}
    judge = run.judges[subject.scheme]
    for table in judge.scheme.rows:
        judged = judge.rows(table)
        for name in subject.rows:
            if name in judged.produced:
                column = judged.columns[name]
                frame = judged.frame.filter(pl.col("month").is_in(list(shown)) & pl.col(column.name).is_not_null())
                for ref, count, raw in frame.select("ref", "count", column.name).iter_rows():
                    value = column.read({column.name: raw})
                    key = judged.plan.table, ref, name
                    found[key] = _summed(found.get(key), value, count)
    for key in expected.keys() | found.keys():
        report.same(f"row {key[2]}", key, found.get(key, 0), expected.get(key, 0))


def _summed(before: object, value: object, count: int) -> object:
    if isinstance(value, Fraction):
        return value * count + (before if isinstance(before, Fraction) else 0)
    return str(value)


def _same(what: str, found: Mapping[Any, object], expected: Mapping[Any, object], report: Report) -> None:
    for key in found.keys() | expected.keys():
        report.same(f"{what} {key[-1]}", key, found.get(key), expected.get(key))
