"""What the document says of single events and tickets, as entries of ``kaohe.results/1``."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

import polars as pl

from kaohe.core.language.tree import Call, Expression, Name, Number, children
from kaohe.core.periods import Period
from kaohe.core.results.numbers import moment, plain

if TYPE_CHECKING:
    from kaohe.core.run.cardrun import CardRun
    from kaohe.core.run.execute import Outcome
    from kaohe.core.run.judge import Judged


def months_shown(outcome: Outcome) -> dict[str, set[int]]:
    """Months that belong to a shown period, by scheme."""
    found: dict[str, set[int]] = {}
    for card in outcome.cards:
        for t in card.asked:
            period = card.period_of[t]
            found.setdefault(card.plan.scheme.label, set()).update(range(period.first, period.last + 1))
    return found


def row_periods(outcome: Outcome, label: str) -> dict[int, str]:
    """The period of a scheme's shortest card in which each shown month lies, as written; else the month itself."""
    cards = sorted((card for card in outcome.cards if card.plan.scheme.label == label and card.periods), key=_size)
    shortest = cards[0].periods if cards else []
    months = {month: str(Period(month, month)) for month in months_shown(outcome).get(label, ())}
    return months | {month: str(period) for period in shortest for month in range(period.first, period.last + 1)}


def _size(card: CardRun) -> int:
    return card.size


def row_entries(outcome: Outcome) -> list[dict[str, Any]]:
    """One entry per row and name that its rows table defines, by scheme, rows table, month, unit, row."""
    found: list[dict[str, Any]] = []
    shown = months_shown(outcome)
    wanted = set(outcome.settings.units)
    for label, judge in outcome.judges.items():
        if label not in shown:
            continue
        for name in judge.scheme.rows:
            if name not in judge.done and not judge.scheme.rows[name].flag:
                continue
            judged = judge.rows(name)
            frame = judged.frame.filter(pl.col("month").is_in(list(shown[label]))).sort("month", "unit", "ref")
            if wanted:
                frame = frame.filter(pl.col("unit").is_in(list(wanted)))
            found += _entries(label, judged, frame, row_periods(outcome, label))
    return found


def _entries(label: str, judged: Judged, frame: pl.DataFrame, periods: dict[int, str]) -> list[dict[str, Any]]:
    columns = {name: judged.columns[name] for name in judged.produced}
    times = {name for name in columns if is_time(judged, name)}
    entries = []
    for row in frame.iter_rows(named=True):
        state = "pending" if row.get("?pending") else "value"
        for name, column in columns.items():
            value = column.read(row)
            if value is None or value == ():
                continue
            text, exact = _text(value, name in times)
            entry = {
                "scheme": label, "table": judged.plan.table, "ref": row["ref"], "unit": row["unit"],
                "period": periods[row["month"]], "name": name, "value": text,
            }  # fmt: skip
            if exact is not None:
                entry["exact"] = exact
            entries.append(entry | {"state": state})
    return entries


def _text(value: object, time: bool) -> tuple[str, str | None]:
    match value:
        case bool():
            return ("1" if value else "0"), None
        case Fraction():
            return (moment(int(value)), None) if time else plain(value)
        case tuple():
            return ";".join(value), None
    return str(value), None


def is_time(judged: Judged, name: str) -> bool:
    """Whether a column of a rows table is a moment in time."""
    return _time(judged, Name(name), 0)


def _time(judged: Judged, tree: Expression, depth: int) -> bool:
    if depth > 30:
        return False
    match tree:
        case Name(name) if name in judged.plan.steps:
            return _time(judged, judged.plan.steps[name], depth + 1)
        case Name(name):
            column = judged.columns.get(name)
            return column is not None and column.quantity == "time"
        case Call("after" | "working_day", _):
            return True
        case Call("cases", arguments):
            branches = [*arguments[1:-1:2], arguments[-1]]
            return any(_time(judged, branch, depth + 1) for branch in branches if not isinstance(branch, Number))
        case Call("min" | "max", _):
            return any(_time(judged, part, depth + 1) for part in children(tree))
    return False
