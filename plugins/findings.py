"""The house's finders, and findings of a document as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaohe.plugins.hookspecs import hookimpl

if TYPE_CHECKING:
    from kaohe.core.documents.lines import Lines
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.findings import Finder, Finding


@hookimpl
def kaohe_findings() -> Sequence[Finder]:
    """The house's own finders."""
    from kaohe.core.findings import FINDERS

    return FINDERS


def findings(variants: Sequence[tuple[str, Scheme]]) -> list[Finding]:
    """What there is to say of a document; ``variants``: as it stands under ``""``, then under each other reading."""
    from kaohe.core.findings import Subject, found
    from kaohe.core.operations import operations
    from kaohe.core.run.plan import plan_card
    from kaohe.core.run.rowplan import plan_rows
    from kaohe.core.run.settings import Settings
    from kaohe.plugins.own_operations import own_operations
    from kaohe.plugins.session import host

    settings, memo = Settings(host().engine("polars")), dict[object, object]()

    def subject(one: Scheme) -> Subject:
        plans = {name: plan_card(one, name, settings) for name in one.cards}
        rows = {name: plan_rows(one, name) for name in one.rows}
        return Subject(one, plans, rows, operations(None, tuple(own_operations([one]))), memo)

    return found(((under, subject(one)) for under, one in variants), host().finders())


def page(one: Scheme, found: Sequence[Finding], path: Path, language: str) -> Iterator[str]:
    """Findings as numbered paragraphs: where, what, the clause in the document's words, the reading taken."""
    from kaohe.core.documents.lines import Lines
    from kaohe.core.findings.finding import label

    words_path = path.with_name(f"{path.stem}.text.toml")
    rules = Lines(path.read_text("utf-8"))
    words = Lines(words_path.read_text("utf-8")) if words_path.exists() else rules
    clauses = one.text.get("clause", {})
    for number, finding in enumerate(found, 1):
        yield f"{number}. {finding.code}  {place(finding, rules, words, language)}"
        told = finding.zh if language == "zh" else finding.en
        yield "   " + (label("under", language, reading=finding.under) if finding.under else "") + told
        yield from (f"   {line}" for name in finding.clauses for line in _quoted(name, clauses.get(name, {}), language))
        if finding.taken:
            yield "   " + label("taken", language, reading="; ".join(finding.taken))


def place(finding: Finding, rules: Lines, words: Lines, language: str) -> str:
    """Where a finding lies: card and node, or the clause, with the line of its file."""
    from kaohe.core.findings.finding import label

    written = ".".join(part for part in finding.place if part != "node")
    line = (words if finding.in_words else rules).nearest(finding.place)
    return label("words" if finding.in_words else "rules", language, place=written, line=line)


def _quoted(name: str, clause: Any, language: str) -> Iterator[str]:
    from kaohe.core.findings.finding import label

    if clause.get("quote"):
        yield label("clause", language, name=name, quote=clause["quote"], at=clause.get("at", ""))
