"""How events weigh in an input: whether one more of a kind makes it larger or smaller."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.documents.model import Item
from kaohe.core.findings.situations import Situations
from kaohe.core.findings.subject import Subject
from kaohe.core.needs.rows import kinds_of


def kinds_read(subject: Subject, item: Item) -> set[str]:
    """The kinds of events and tickets that an input reads."""
    return {kind for rows in item.rows for kind in kinds_of(subject.scheme, rows)}


def effect(subject: Subject, item: Item, kind: str) -> int | None:
    """1 if one more event of the kind makes the input larger, -1 if smaller, 0 if it never moves it, None if both."""
    if kind not in kinds_read(subject, item):
        return 0
    if item.how == "rate" or item.out_of or item.through is not None or item.how in ("mean", "min", "max", "last"):
        return None
    if item.each is None:
        return 1
    if any(table not in subject.rows for table in item.rows):
        return None
    signs: set[int] = set()
    for table in item.rows:
        tried = Situations(subject, table, kind)
        key = ("effect", tried.key, item.each, item.where)
        if key not in subject.memo:
            subject.memo[key] = _signs(tried, item)
        signs |= subject.memo[key]  # type: ignore[arg-type]
    return 0 if not signs else signs.pop() if len(signs) == 1 else None


def _signs(tried: Situations, item: Item) -> set[int]:
    """The signs of what the rows of a kind add."""
    signs = set()
    assert item.each is not None
    for case in tried.cases(item.each if item.each in tried.steps else _column(tried, item.each)):
        value = tried.value(item.each, case)
        if isinstance(value, Fraction) and value != 0 and (item.where is None or tried.value(item.where, case) is True):
            signs.add(1 if value > 0 else -1)
    return signs


def _column(tried: Situations, formula: str) -> str:
    """The formula as a column of its own, so that what it reads is varied."""
    tried.steps[f"?{formula}"] = tried.subject.scheme.tree(formula)
    return f"?{formula}"
