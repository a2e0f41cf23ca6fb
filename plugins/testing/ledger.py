"""The ledger check: every posting has two sides, is whole fen, and the parts of a split make their node."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from kaohe.core.catalogue import catalogue
from kaohe.core.errors import KaoheError
from kaohe.core.results.outcomes import balanced, fen
from kaohe.plugins.testing.cases import Case, cases

if TYPE_CHECKING:
    from kaohe.core.results import Results
    from kaohe.core.results.contract import Node


def check_ledger(scheme: str, path: Path | None = None) -> list[str]:
    """What is wrong with the postings of a scheme's cases."""
    problems = []
    for case in cases(scheme, path):
        if not case.messages:
            problems += [f"{scheme}, case {case.name!r}: {problem}" for problem in case_ledger(case)]
    return problems


def case_ledger(case: Case) -> list[str]:
    """What is wrong with the postings of one case: recounted from the printed amounts, in fen."""
    results = case.results()
    problems = []
    for card in results.shown_cards:
        try:
            balanced(results.outcome, card)
        except KaoheError as error:
            problems += [str(problem) for problem in error.problems]
    problems += _postings(results)
    return problems + _splits(results)


def _postings(results: Results) -> list[str]:
    known, problems = catalogue(), []
    for entry in results.document()["money"]:
        place = f"{entry['unit']}, {entry['period']}, {entry['account']}"
        amount = Decimal(entry["amount"])
        if amount == 0 or amount.as_tuple().exponent != -2:
            problems.append(f"{place}: {entry['amount']} is no amount in whole fen")
        if entry["account"] not in known.accounts or entry["counter"] not in known.counters:
            problems.append(
                f"{place}: {entry['account']} and {entry['counter']} are not both accounts of the catalogue"
            )
        if entry["account"] == entry["counter"]:
            problems.append(f"{place}: both sides are {entry['account']}")
    return problems


def _splits(results: Results) -> list[str]:
    """Postings of one split against its node, from the printed values only."""
    document, problems = results.document(), []
    nodes: dict[tuple[str, str, str, str, str], Node] = {
        (entry["scheme"], entry["card"], entry["unit"], entry["period"], entry["node"]): entry for entry in document["nodes"]
    }  # fmt: skip
    for card in results.shown_cards:
        label, called = card.plan.scheme.label, card.plan.called
        groups = defaultdict(list)
        for name, post in card.plan.card.money.items():
            if post.part_of is not None:
                groups[post.part_of].append((post.account, post.counter, post.rest, name))
        for node, posts in groups.items():
            shared = [other for other in card.plan.card.money.values() if other.part_of != node]
            sides = {(account, counter) for account, counter, _, _ in posts}
            if any((other.account, other.counter) in sides for other in shared):
                continue
            for (*_, unit, period, name), entry in nodes.items():
                if name != node or entry["card"] != called or entry["scheme"] != label or entry["value"] is None:
                    continue
                paid: int = sum(
                    abs(fen(Fraction(row["amount"])))
                    for row in document["money"]
                    if (row["scheme"], row["unit"], row["period"]) == (label, unit, period)
                    and (row["account"], row["counter"]) in sides
                )
                rests = {rest for _, _, rest, _ in posts if rest is not None}
                left: int = sum(
                    fen(Fraction(nodes[(label, called, unit, period, rest)]["value"] or 0))
                    for rest in rests
                    if (label, called, unit, period, rest) in nodes
                )
                if rests and not all((label, called, unit, period, rest) in nodes for rest in rests):
                    continue
                if abs(paid + left - fen(Fraction(entry["value"]))) > len(posts) - 1:
                    problems.append(
                        f"{unit}, {period}: the parts of {node} make {paid + left} fen, not {entry['value']} yuan"
                    )
    return problems
