"""Money, flags and duties of a run as entries of ``kaohe.results/1``."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import polars as pl

from kaohe.core.errors import KaoheError, Problem
from kaohe.core.operations.base import Plain, rational
from kaohe.core.periods import Period
from kaohe.core.results.numbers import moment, rounded

if TYPE_CHECKING:
    from kaohe.core.run.cardrun import CardRun, Cell
    from kaohe.core.run.execute import Outcome


def _cells(outcome: Outcome, card: CardRun) -> list[tuple[Cell, dict[str, Any]]]:
    """The shown cells with what their rows hold of outcomes, by period, then unit."""
    names = [name for name in card.frame.columns if name.startswith("?") or name.endswith("!")]
    frame = card.frame.select("unit", pl.col("^unit.base$"), "t", *names).filter(pl.col("t").is_in(list(card.asked)))
    if outcome.settings.units:
        frame = frame.filter(card.of_units(outcome.settings.units))
    return [((row["unit"], row["t"]), row) for row in frame.sort("t", "unit").iter_rows(named=True)]


def money(outcome: Outcome) -> list[dict[str, Any]]:
    """Postings other than 0; raises KaoheError where the parts of a split do not add up to their node."""
    if outcome.settings.partial:
        return []
    found = []
    for card in outcome.cards:
        if not card.asked or not card.plan.card.money:
            continue
        balanced(outcome, card)
        for cell, row in _cells(outcome, card):
            for name, post in card.plan.card.money.items():
                amount = row.get(f"?money.{name}.post")
                if not amount:
                    continue
                pending = bool(row.get(f"?money.{name}.post!"))
                status = row.get(f"?money.{name}.status") or ("pending" if pending else "final")
                found.append({
                    "scheme": card.plan.scheme.label, "unit": card.whose(cell[0])[0], "period": str(card.period_of[cell[1]]),
                    "account": post.account, "counter": post.counter,
                    "amount": rounded(Fraction(posted(card, name, row), 100), 2),
                    "status": status, "ref": None, "node": _node(card, name),
                })  # fmt: skip
    return found


def posted(card: CardRun, name: str, row: dict[str, Any]) -> int:
    """The fen that a money line posts in a cell."""
    column = card.columns[f"?money.{name}.post"]
    return int((row.get(column.name) or 0) * 100 // column.range.denominator)


def _node(card: CardRun, name: str) -> str | None:
    """The node a posting is made from."""
    reads = [other for other in card.plan.steps[f"?money.{name}.post"].reads if other in card.plan.card.node]
    return name if name in reads else reads[0] if len(reads) == 1 else sorted(reads)[0] if reads else None


def balanced(outcome: Outcome, card: CardRun) -> None:
    """Every split adds up: the posts with one ``part_of``, and the rest, make that node, to the fen.

    Where the node itself is no whole number of fen, each posting is rounded by itself and one fen may lie between.
    """
    splits: dict[str, list[str]] = {}
    for name, post in card.plan.card.money.items():
        if post.part_of is not None:
            splits.setdefault(post.part_of, []).append(name)
    problems = []
    for node, posts in splits.items():
        rests = {card.plan.card.money[name].rest for name in posts} - {None}
        for cell, row in _cells(outcome, card):
            value = outcome.score.exactly.value(card, node, cell)
            if value is None:
                continue
            parts = sum(abs(posted(card, name, row)) for name in posts)
            rest = sum((fen(outcome.score.exactly.value(card, str(name), cell)) for name in rests), 0)
            exact = [value, *(outcome.score.exactly.value(card, str(name), cell) for name in rests)]
            whole = all(amount is None or Fraction(amount) * 100 % 1 == 0 for amount in exact)  # type: ignore[arg-type]
            if abs(parts + rest - fen(value)) > (0 if whole else 1):
                what = f"the parts of {node} make {rounded(Fraction(parts + rest, 100), 2)}, not {rounded(Fraction(value), 2)}"  # type: ignore[arg-type]
                problems.append(
                    Problem(
                        what,
                        "the scheme's money does not balance",
                        scheme=card.plan.scheme.label,
                        card=card.plan.called,
                        unit=cell[0],
                        period=str(card.period_of[cell[1]]),
                    )
                )
    if problems:
        raise KaoheError(problems)


def fen(value: Plain) -> int:
    """Yuan as whole fen, half up."""
    if value is None:
        return 0
    exact = rational(value)
    whole = int((200 * abs(exact) + 1) // 2)
    return whole if exact >= 0 else -whole


def flags(outcome: Outcome) -> list[dict[str, Any]]:
    """Flags of cells and of judged rows, in the period in which they arise.

    What a card for several kinds of period has said of a shorter period it does not repeat of a longer one, and what
    it says of several segments of a unit it says once.
    """
    found: dict[tuple[str, ...], dict[str, Any]] = {}
    said: dict[tuple[str, str, str, str], list[Period]] = {}
    for card in outcome.cards:
        if not card.asked:
            continue
        flags = card.plan.card.flag
        for cell, row in _cells(outcome, card) if flags else []:
            for name, flag in flags.items():
                if flag.when is not None and row.get(f"?flag.{name}.when") not in (True, 1):
                    continue
                period = card.period_of[cell[1]]
                before = said.setdefault((card.plan.scheme.label, card.plan.called, cell[0], name), [])
                if any(period.contains(other) and period != other for other in before):
                    continue
                before.append(period)
                pending = bool(row.get(f"?flag.{name}.when!"))
                status = row.get(f"?flag.{name}.status") or ("pending" if pending else "final")
                entry = {
                    "scheme": card.plan.scheme.label, "unit": card.whose(cell[0])[0], "period": str(period), "flag": flag.called or name,
                    "to": row.get(f"?flag.{name}.to"), "ref": None, "status": status,
                }  # fmt: skip
                found.setdefault(tuple(map(str, entry.values())), entry)
    return [*found.values(), *_row_flags(outcome)]


def _row_flags(outcome: Outcome) -> list[dict[str, Any]]:
    """Flags of judged rows, each once: a row that stands for several cases is judged several times."""
    from kaohe.core.results.rowtable import months_shown, row_periods

    found: dict[tuple[str, ...], dict[str, Any]] = {}
    shown = months_shown(outcome)
    wanted = set(outcome.settings.units)
    for label, judge in outcome.judges.items():
        periods = row_periods(outcome, label)
        for name, rows in judge.scheme.rows.items():
            if not rows.flag or label not in shown:
                continue
            frame = (
                judge.rows(name).frame.filter(pl.col("month").is_in(list(shown[label]))).sort("month", "unit", "ref")
            )
            for row in frame.iter_rows(named=True):
                if wanted and row["unit"] not in wanted:
                    continue
                for flag, rule in rows.flag.items():
                    if row.get(f"?flag.{flag}") in (True, 1):
                        entry = {
                            "scheme": label, "unit": row["unit"], "period": periods[row["month"]], "flag": rule.called or flag,
                            "to": row.get(f"?flag.{flag}.to"), "ref": row["ref"], "status": row.get(f"?flag.{flag}.status") or ("pending" if row.get("?pending") else "final"),
                        }  # fmt: skip
                        found.setdefault(tuple(map(str, entry.values())), entry)
    return list(found.values())


def duties(outcome: Outcome) -> list[dict[str, Any]]:
    """What is to be done for each assessed unit; where a condition decides, only where it holds."""
    found: list[dict[str, Any]] = []
    for card in outcome.cards:
        if not card.asked:
            continue
        for name, duty in card.plan.card.duty.items():
            base: dict[str, Any] = {"scheme": card.plan.scheme.label, "duty": name}
            for cell, row in _cells(outcome, card):
                if duty.when is not None and row.get(f"?duty.{name}.when") not in (True, 1):
                    continue
                due = row.get(f"?duty.{name}.due")
                found.append(
                    base
                    | {
                        "unit": card.whose(cell[0])[0],
                        "period": str(card.period_of[cell[1]]),
                        "due": None if due is None else moment(due),
                    }
                )
    return found
