"""Cases that cost less although they are graver."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from kaohe.core.catalogue import catalogue
from kaohe.core.findings.finding import Finding, Place, said
from kaohe.core.findings.quotes import decimal
from kaohe.core.findings.situations import Situations
from kaohe.core.findings.subject import Subject, named
from kaohe.core.needs.rows import kinds_of
from kaohe.core.operations.base import Plain

Pair = tuple[Fraction, Fraction, str]
Cheaper = dict[tuple[Place, str], Pair]


def find(subject: Subject) -> Iterator[Finding]:
    """Of otherwise equal bad events, a graver one (level, severity, consequences, ...) that costs less."""
    for table, rows in subject.scheme.rows.items():
        columns = dict.fromkeys(
            column for line in rows.line.values() for column in line.sets if column not in rows.codes
        )
        if not columns:
            continue
        for kind in kinds_of(subject.scheme, table):
            known = catalogue().events.get(kind)
            if known is None or known.sense != "bad":
                continue
            for column in columns:
                yield from _of_column(subject, table, kind, column)


def _of_column(subject: Subject, table: str, kind: str, column: str) -> Iterator[Finding]:
    tried = Situations(subject, table, kind)
    for scale in sorted(tried.read(column)):
        one = tried.attribute(scale)
        if one is None or not one.grave or tried.ours(column):
            continue
        key = ("graver", tried.key, column, scale)
        if key not in subject.memo:
            subject.memo[key] = _cheaper(subject, tried, table, column, scale)
        cheaper: Cheaper = subject.memo[key]  # type: ignore[assignment]
        for (place, high), (less, more, low) in cheaper.items():
            clauses = subject.scheme.rows[table].line[place[-1]].clause
            yield said("incentives.graver", place, clauses, high=named(high), low=named(low), less=decimal(less), more=decimal(more))  # fmt: skip


def _cheaper(subject: Subject, tried: Situations, table: str, column: str, scale: str) -> Cheaper:
    """By line and code, the first graver case that costs less than a lighter one, and that one."""
    cheaper: Cheaper = {}
    for case in tried.cases(column, but=scale):
        _compared(subject, tried, table, column, scale, case, cheaper)
    return cheaper


def _compared(
    subject: Subject, tried: Situations, table: str, column: str, scale: str, case: dict[str, Plain], cheaper: Cheaper
) -> None:
    lines = list(subject.scheme.rows[table].line)
    dearest: tuple[Fraction, str] | None = None
    for mark in tried.marks(scale):
        known = case | {scale: mark}
        value = tried.value(column, known)
        if not isinstance(value, Fraction) or value == 0:
            continue
        cost = abs(value)
        if dearest is not None and cost < dearest[0]:
            line = tried.value("line", known)
            if isinstance(line, Fraction):
                place = ("rows", table, "line", lines[int(line) - 1])
                cheaper.setdefault((place, str(mark)), (cost, dearest[0], dearest[1]))
        if dearest is None or cost >= dearest[0]:
            dearest = (cost, str(mark))
