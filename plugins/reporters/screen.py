"""The console that results are printed on, and the banner nobody overlooks. Imports rich: import it late."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TextIO

from rich import box
from rich.console import Console
from rich.panel import Panel
from rich.text import Text

from kaohe.plugins.reporters.words import Language, label

WIDTH = 120


def screen(file: TextIO) -> Console:
    """A console on ``file``: a terminal's own width and colours, else 120 columns (or $COLUMNS) and no colours."""
    if file.isatty():
        return Console(file=file, markup=False, emoji=False, highlight=False)
    columns = os.environ.get("COLUMNS", "")
    width = int(columns) if columns.isdigit() and int(columns) else WIDTH
    return Console(
        file=file, width=width, markup=False, emoji=False, highlight=False, force_terminal=False, color_system=None
    )


def banner(console: Console, warnings: Sequence[str], language: Language) -> None:
    """Print the warnings in a heavy box; nothing if there are none."""
    if warnings:
        title = f"*** {label('warning', language)} ***"
        text = Text("\n".join(warnings), style="bold")
        console.print(Panel(text, title=title, box=box.DOUBLE, style="bold red", expand=True))
