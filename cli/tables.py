"""Tables on the terminal."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH_OF_A_FILE = 200


def echo_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Print text cells in aligned columns: as wide as the terminal, or 200 columns into a file or pipe."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    if not console.is_terminal:
        console = Console(width=WIDTH_OF_A_FILE)
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for head in heads:
        table.add_column(Text(head), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)
