"""Results in the terminal, per scheme and card."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kaohe.core.results.contract import Document
from kaohe.core.results.outline import Reportable
from kaohe.plugins.reporters.atomic import place, whole_file
from kaohe.plugins.reporters.blocks import Block, blocks
from kaohe.plugins.reporters.words import Language, label, sentence, warnings

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True)
class Table:
    """Prints the results for reading: a tree if the cells fit side by side, else a row per unit and period.

    ``most`` is the number of rows printed of one card.
    """

    name: str = "table"
    suffix: str = ".txt"
    language: Language = "en"
    most: int = 400

    def write(self, results: Reportable, out: Path | None) -> None:
        """Print, or write ``results.txt``; colours only in a terminal."""
        from kaohe.plugins.reporters.screen import screen

        if out is None:
            self.print(results, screen(sys.stdout))
            return
        with whole_file(place(out, self.suffix)) as part, part.open("w", encoding="utf-8", newline="\n") as file:
            self.print(results, screen(file))

    def print(self, results: Reportable, console: Console) -> None:
        """Print onto a rich console: warnings first and last, a table per scheme and card, duties."""
        from kaohe.plugins.reporters.screen import banner

        document = results.document()
        loud = warnings(document, self.language)
        banner(console, loud, self.language)
        empty = True
        for block in blocks(results, self.language):
            self._block(block, console)
            empty = False
        if empty:
            console.print(sentence("nothing", self.language))
        for line in _duties(document):
            console.print(f"{label('duties', self.language)}: {line}")
        if not empty:
            banner(console, loud, self.language)

    def _block(self, block: Block, console: Console) -> None:
        from kaohe.plugins.reporters.grid import overview, tree

        console.print(_heading(block, self.language), style="bold")
        if room(console.width) >= len(block.nodes) and block.entries:
            console.print(tree(block, self.language))
            return
        table, hidden = overview(block, self.language, console.width, self.most)
        console.print(table)
        if len(block.nodes) > self.most:
            console.print(sentence("more_cells", self.language, count=len(block.nodes) - self.most))
        if hidden:
            console.print(sentence("more_nodes", self.language, count=hidden))


def room(width: int) -> int:
    """How many cells stand side by side in a tree on a console of this width."""
    return max(1, (width - 44) // 18)


def _heading(block: Block, language: Language) -> str:
    scheme = block.scheme
    parts = [f"{scheme['id']} ({scheme['version']})", *([block.card] if block.card else [])]
    if scheme["readings"]:
        readings = ", ".join(f"{name}={value}" for name, value in scheme["readings"].items())
        parts.append(f"{label('readings', language)}: {readings}")
    if scheme["not_modelled"]:
        parts.append(sentence("not_modelled", language, count=scheme["not_modelled"]))
    return " · ".join(parts)


def _duties(document: Document) -> Iterator[str]:
    counts = Counter((row["scheme"], row["duty"]) for row in document["duties"])
    for (scheme, duty), count in counts.items():
        yield f"{scheme}: {duty}" + (f" x{count}" if count > 1 else "")
