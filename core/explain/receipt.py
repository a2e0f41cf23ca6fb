"""The receipt of one number: ``kaohe.receipt/1``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from kaohe.core.explain.phrases import Language

FORMAT = "kaohe.receipt/1"
Both = dict[Language, str]
"""A text in Chinese and in English."""


@dataclass(frozen=True)
class Quote:
    """The words a number rests on. ``at``: source file and line (``000:L36``)."""

    id: str
    quote: str
    at: str
    assumed: bool = False

    def document(self) -> dict[str, Any]:
        """As plain data."""
        return {"id": self.id, "quote": self.quote, "at": self.at} | ({"assumed": True} if self.assumed else {})


@dataclass(frozen=True)
class Used:
    """A parameter that the number was made with."""

    name: str
    title: Both
    value: str
    provenance: str
    rule: Both = field(default_factory=dict)

    def document(self) -> dict[str, Any]:
        """As plain data."""
        return {"name": self.name, "title": self.title, "value": self.value, "provenance": self.provenance} | (
            {"rule": self.rule} if any(self.rule.values()) else {}
        )


@dataclass(frozen=True)
class Evidence:
    """One row behind a number: where it lies, which line fired, and what the document says of it."""

    table: str
    ref: str
    unit: str
    kind: str = ""
    at: str = ""
    person: str | None = None
    line: str | None = None
    line_title: Both = field(default_factory=dict)
    clauses: tuple[Quote, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    titles: dict[str, Both] = field(default_factory=dict)
    adds: str | None = None
    state: str = "value"
    file: str | None = None
    row: int | None = None

    def document(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "table": self.table, "ref": self.ref, "unit": self.unit, "kind": self.kind, "at": self.at, "person": self.person, "line": self.line,
            "line_title": self.line_title, "clauses": [quote.document() for quote in self.clauses], "values": self.values, "adds": self.adds,
            "state": self.state, "file": self.file, "row": self.row,
        }  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A value of another cell (another unit, period, card or scheme) that the number was folded from."""

    scheme: str
    card: str
    unit: str
    period: str
    node: str
    title: Both
    value: str | None

    def document(self) -> dict[str, Any]:
        """As plain data."""
        return dict(vars(self))


@dataclass(frozen=True)
class Receipt:
    """The explanation of one number; all figures are texts read back from the run."""

    scheme: str
    version: str
    card: str
    unit: str
    period: str
    node: str
    title: Both
    quantity: str
    state: str
    shown: str
    value: str | None = None
    exact: str | None = None
    provisional: str | None = None
    full: str | None = None
    rate: str | None = None
    sentence: Both = field(default_factory=dict)
    formula: str = ""
    words: Both = field(default_factory=dict)
    arithmetic: str = ""
    because: tuple[str, ...] = ()
    grade: str | None = None
    rank: str | None = None
    clauses: tuple[Quote, ...] = ()
    parameters: tuple[Used, ...] = ()
    readings: tuple[Used, ...] = ()
    notes: tuple[Both, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    parts: tuple[Part, ...] = ()
    children: tuple[Receipt, ...] = ()
    outcomes: tuple[Both, ...] = ()

    def document(self) -> dict[str, Any]:
        """The ``kaohe.receipt/1`` document: plain Python, ready for JSON."""
        return {"format": FORMAT} | self._plain()

    def _plain(self) -> dict[str, Any]:
        plain: dict[str, Any] = {}
        for name, value in vars(self).items():
            if name == "children":
                plain[name] = [child._plain() for child in value]
            elif isinstance(value, tuple):
                plain[name] = [part.document() if hasattr(part, "document") else part for part in value]
            else:
                plain[name] = value
        return plain
