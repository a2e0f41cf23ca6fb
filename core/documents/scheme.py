"""A scheme ready to run: document, readings and parameters resolved, formulas parsed, words beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from kaohe.core.documents import parameters as params
from kaohe.core.documents.model import Card, Document, Line, Rows
from kaohe.core.documents.readings import Raw
from kaohe.core.language import Expression, Macro, expand, parse
from kaohe.core.language.macros import macros
from kaohe.core.language.tree import Name, children, rebuilt


@dataclass(frozen=True)
class Scheme:
    """A scheme with everything chosen. ``label`` names the variant (``id[name=value]``) where one is run."""

    id: str
    label: str
    document: Document
    parameters: dict[str, params.Parameter]
    readings: dict[str, str]
    default_readings: dict[str, str]
    illustrative: bool
    sha256: str
    path: Path | None
    raw: Raw = field(repr=False, compare=False)
    text: Raw = field(repr=False, compare=False)

    @property
    def version(self) -> str:
        """The version of the document."""
        return self.document.scheme.version

    @property
    def cards(self) -> dict[str, Card]:
        """Scorecards by name, in document order."""
        return self.document.cards

    @property
    def rows(self) -> dict[str, Rows]:
        """Row tables by name, in document order."""
        return self.document.rows

    @cached_property
    def macros(self) -> dict[str, Macro]:
        """Built-in macros and the document's own."""
        return macros(self.document.macro)

    @cached_property
    def _trees(self) -> dict[str, Expression]:
        return {}

    def tree(self, formula: str) -> Expression:
        """A formula of this scheme with its macros expanded."""
        found = self._trees.get(formula)
        if found is None:
            found = self._trees[formula] = _columns_named(expand(parse(formula), self.macros), self._column_names)
        return found

    @cached_property
    def _column_names(self) -> dict[str, str]:
        """Parameters that stand for a column (``is = "column"``), by the name that formulas write."""
        named = {name for name, parameter in self.parameters.items() if parameter.quantity == "column"}
        constants = self.constants.items()
        return {
            name: str(value) for name, value in constants if name.partition(".")[0] in named and isinstance(value, str)
        }

    @cached_property
    def constants(self) -> dict[str, object]:
        """Every parameter by name; entries of tables also under ``table.key``."""
        found: dict[str, object] = {}
        for name, parameter in self.parameters.items():
            found[name] = parameter.value
            if isinstance(parameter.value, dict):
                found |= _entries(parameter.value, name)
        return found

    def kinds(self, rows: Rows) -> tuple[str, ...]:
        """The kinds of events or tickets that a rows table reads itself."""
        return rows.of or tuple(dict.fromkeys(kind for line in rows.line.values() for kind in self.line_kinds(line)))

    def line_kinds(self, line: Line) -> tuple[str, ...]:
        """The kinds of events or tickets that a line fits; a parameter table stands for its keys."""
        found: list[str] = []
        for kind in line.kind:
            if kind not in self.parameters:
                found.append(kind)
            elif isinstance(table := self.constants[kind], dict):
                found += [key for key, entry in table.items() if not isinstance(entry, dict)]
        return tuple(found)

    @property
    def not_modelled(self) -> dict[str, str]:
        """Clauses left out, with the reason."""
        clauses = self.text.get("clause", {})
        return {name: clause["not_modelled"] for name, clause in clauses.items() if "not_modelled" in clause}


def _entries(table: Mapping[str, object], prefix: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in table.items():
        found[f"{prefix}.{key}"] = value
        if isinstance(value, dict):
            found |= _entries(value, f"{prefix}.{key}")
    return found


def _columns_named(tree: Expression, named: Mapping[str, str]) -> Expression:
    if isinstance(tree, Name):
        return Name(named[tree.name]) if tree.name in named else tree
    return rebuilt(tree, tuple(_columns_named(part, named) for part in children(tree))) if named else tree
