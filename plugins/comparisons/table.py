"""A comparison in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kaohe.plugins.comparisons.words import UNRATED, sentence, title, warnings
from kaohe.plugins.reporters.atomic import place, whole_file
from kaohe.plugins.reporters.words import Language

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from kaohe.core.compare import Comparison


@dataclass(frozen=True)
class Table:
    """Prints scores side by side (``most`` rows at most), agreement, moves with reasons, saturation and data use.

    ``parts``: only these of them.
    """

    name: str = "table"
    suffix: str = ".txt"
    language: Language = "en"
    most: int = 60
    parts: tuple[str, ...] = ("cells", "pairs", "moves", "saturation", "data")

    def write(self, comparison: Comparison, out: Path | None) -> None:
        """Print, or write ``comparison.txt``; colours only in a terminal."""
        from kaohe.plugins.reporters.screen import screen

        if out is None:
            self.print(comparison, screen(sys.stdout))
            return
        target = place(out, self.suffix, "comparison")
        with whole_file(target) as part, part.open("w", encoding="utf-8", newline="\n") as file:
            self.print(comparison, screen(file))

    def print(self, comparison: Comparison, console: Console) -> None:
        """Print onto a rich console, warnings first."""
        from kaohe.plugins.comparisons import panes
        from kaohe.plugins.reporters.screen import banner

        banner(console, warnings(comparison, self.language), self.language)
        for number, scheme in enumerate(comparison.cells, 1):
            because = comparison.unrated.get(scheme)
            console.print(f"[{number}] {scheme}" + (f": {UNRATED[because][self.language]}" if because else ""))
        for note in comparison.notes:
            console.print(note)
        made: dict[str, Callable[[], RenderableType | None]] = {
            "cells": lambda: panes.cells(comparison, self.language, self.most, console.width),
            "pairs": lambda: panes.pairs(comparison, self.language),
            "moves": lambda: panes.moves(comparison, self.language),
            "saturation": lambda: panes.saturation(comparison, self.language),
            "data": lambda: panes.data(comparison, self.language),
        }
        for name in self.parts:
            pane = made[name]()
            if pane is not None:
                console.print()
                console.print(title(name, self.language), style="bold")
                console.print(pane)
            hidden = len({key for outcomes in comparison.cells.values() for key in outcomes}) - self.most
            if name == "cells" and hidden > 0:
                console.print(sentence("more_cells", self.language, count=hidden))
