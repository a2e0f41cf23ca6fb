"""A scheme document examined: run without data under each of its readings, then looked through for findings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kaohe.core.errors import KaoheError, Problem

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.findings import Finding


@dataclass(frozen=True)
class Examined:
    """A document without error, in how many readings it was run, and what there is to say of it."""

    path: Path
    scheme: Scheme
    readings: int
    findings: list[Finding]

    def text(self, language: str = "en") -> str:
        """The counts in one line, then the findings."""
        from kaohe.core.findings.finding import label
        from kaohe.plugins.findings import page

        nodes = sum(len(card.node) for card in self.scheme.cards.values())
        counts = {"card": len(self.scheme.cards), "node": nodes, "reading": self.readings}
        slots = {f"{what}s": str(count) if language == "zh" else _many(count, what) for what, count in counts.items()}
        slots["findings"] = str(len(self.findings)) if language == "zh" else _many(len(self.findings), "finding")
        sound = label("sound", language, file=self.path.name, **slots)
        return "\n".join([sound, *page(self.scheme, self.findings, self.path, language)])


def examine(path: Path) -> Examined:
    """Loads a document under each of its readings and runs it without data. Raises KaoheError with every problem."""
    from kaohe.core.documents import read_scheme
    from kaohe.core.documents.placed import placed
    from kaohe.core.documents.readings import values
    from kaohe.plugins.checks import dry_run
    from kaohe.plugins.findings import findings

    if not path.exists():
        raise KaoheError("no such file", file=str(path))
    first = read_scheme(path, illustrative=True, demand=False)
    choices = [
        (name, value)
        for name in first.raw.get("reading", {})
        for value in values(first.raw["reading"], name)[1:]
        if "takes" not in first.raw["reading"][name].get(value, {})
    ]
    wrong: dict[str, Problem] = {}
    variants: list[tuple[str, Scheme]] = []
    for choice in (None, *choices):
        try:
            one = read_scheme(path, dict([choice]) if choice else {}, illustrative=True, demand=False)
            dry_run(one)
        except KaoheError as error:
            new = {str(problem): problem for problem in placed(error, path, choice).problems}
            said = {problem.what for problem in wrong.values()}
            wrong |= {text: problem for text, problem in new.items() if choice is None or problem.what not in said}
        else:
            variants.append((f"{choice[0]} = {choice[1]}" if choice else "", one))
    if wrong:
        raise KaoheError(list(wrong.values()))
    return Examined(path, first, len(variants), findings(variants))


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count or 'no'} {what}s"
