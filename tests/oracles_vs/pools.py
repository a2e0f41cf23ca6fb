"""Money balances in every run: both accounts of the ledger, the parts of every pool, the shares paid to persons."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import Any

from kaohe.core.results.nodes import NodeTable
from kaohe.core.run.cardrun import CardRun, Cell
from kaohe.core.run.execute import Outcome as Run
from tests.oracles import common
from tests.oracles.common import Units
from tests.oracles_vs.report import Report
from tests.oracles_vs.subject import Subject

Postings = list[dict[str, Any]]
Booked = dict[tuple[str, str, str], int]


def compare_pools(run: Run, subject: Subject, postings: Postings, units: Units, report: Report) -> None:
    """Both accounts sum to zero; the parts of every pool and its rest make the pool, exactly and to the fen."""
    booked, ledger = defaultdict[tuple[str, str, str], int](int), defaultdict[str, int](int)
    for row in postings:
        if row["scheme"] == subject.scheme:
            cents = int(Fraction(row["amount"]) * 100)
            booked[row["unit"], row["period"], row["account"]] += cents
            report.same("both accounts", row["account"], bool(row["account"] and row["counter"]), True)
            ledger[row["account"]] += cents
            ledger[row["counter"]] -= cents
    report.same("ledger", subject.scheme, sum(ledger.values()), 0)
    for card in run.cards:
        if card.plan.scheme.id == subject.scheme and card.asked:
            table = NodeTable(run, card)
            for cell in table.cells:
                _split(table, card, cell, booked, report)
    for card in (card for card in run.cards if card.plan.scheme.id == subject.scheme):
        share = card.plan.card.node.get("share")
        if "eligible_heads" in card.plan.card.node and share is not None and not share.hidden:
            _heads(NodeTable(run, card), card, booked, units, report)


def _split(table: NodeTable, card: CardRun, cell: Cell, booked: Booked, report: Report) -> None:
    pools: dict[str, list[str]] = {}
    for name, post in card.plan.card.money.items():
        if post.part_of is not None:
            pools.setdefault(post.part_of, []).append(name)
    for node, names in pools.items():
        lines = [card.plan.card.money[name] for name in names]
        key = card.plan.called, cell[0], str(card.period_of[cell[1]]), node
        rests = {post.rest for post in lines}
        pool, rest = _value(table, cell, node), sum((_value(table, cell, name) for name in rests), Fraction(0))
        parts = sum(abs(booked.get((*key[1:3], account), 0)) for account in {post.account for post in lines})
        if (rest * 100).denominator == 1:
            report.same(f"pool {node}", key, parts + common.fen(rest), common.fen(pool))
        else:  # a rest in fractions of a fen: what is posted is the nearest fen of what is paid
            report.same(f"pool {node}", key, parts, common.fen(abs(pool - rest)))


def _value(table: NodeTable, cell: Cell, name: str | None) -> Fraction:
    found = None if name is None else table.value(cell, name)
    return Fraction(found) if found is not None else Fraction(0)  # type: ignore[arg-type]


def _heads(table: NodeTable, card: CardRun, booked: Booked, units: Units, report: Report) -> None:
    """Where all heads are person units: their shares and what is left over make the paid pool, to the fen."""
    below = defaultdict[tuple[str, int], list[str]](list)
    for t in card.asked:
        day = common.last_day(card.period_of[t].last)
        for person in units.of_kind(["person"], day):
            for above in units.line(person["unit"], day)[1:]:
                below[above["unit"], t].append(person["unit"])
    for cell in table.cells:
        period = str(card.period_of[cell[1]])
        paid = [booked.get((person, period, "bonus_share"), 0) for person in below[cell]]
        heads, pool = _value(table, cell, "eligible_heads"), common.fen(_value(table, cell, "paid_pool"))
        if heads and pool and heads == sum(cents > 0 for cents in paid):
            key = card.plan.called, cell[0], period, "shares"
            report.same("pool shares", key, sum(paid) + booked.get((cell[0], period, "undistributed"), 0), pool)
