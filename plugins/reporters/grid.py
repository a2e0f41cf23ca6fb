"""The two layouts of a card: the tree of few cells, the overview of many. Imports rich: import it late."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from rich import box
from rich.table import Table
from rich.text import Text

from kaohe.plugins.reporters.blocks import Block, Cell, Entry
from kaohe.plugins.reporters.sheets import width
from kaohe.plugins.reporters.words import Language, label, marks

NARROWEST = 7
PADDING = 3
OUTCOMES = ("coverage", "grade", "rank", "money", "flags")


def tree(block: Block, language: Language) -> Table:
    """A row per node, indented by depth; a column per unit and period; below them grade, rank, money and flags."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    names = {entry.line.node: _name(entry, language) for entry in block.entries}
    table.add_column(label("node", language), no_wrap=True)
    named = any(names.values())
    if named:
        table.add_column(label("name", language))
    table.add_column(label("full", language), justify="right")
    for period, unit in block.nodes:
        table.add_column(Text(f"{unit}\n{period}"), justify="right")
    for entry in block.entries:
        found = [nodes.get((entry.line.node, entry.segment)) for nodes in block.nodes.values()]
        full = {node["full"] or "" for node in found if node}
        cells = [marks(node, language) if node else "" for node in found]
        name = [names[entry.line.node]] if named else []
        table.add_row("  " * entry.line.depth + entry.label, *name, full.pop() if len(full) == 1 else "", *cells)
    table.add_section()
    for outcome, per_cell in _outcomes(block).items():
        cells = ["\n".join(per_cell.get(cell, ())) for cell in block.nodes]
        table.add_row(label(outcome, language), *[""] * named, "", *cells)
    return table


def overview(block: Block, language: Language, console_width: int, most: int) -> tuple[Table, int]:
    """A row per unit and period with its outcomes and as many nodes as fit, upper ones first; and how many do not."""
    outcomes = _outcomes(block)
    cells = list(islice(block.nodes, most))
    head = {key: [cell[number] for cell in cells] for key, number in (("period", 0), ("unit", 1))}
    tail = {key: ["\n".join(found.get(cell, ())) for cell in cells] for key, found in outcomes.items()}
    left = console_width - sum(_wide(label(key, language), texts) for key, texts in (*head.items(), *tail.items()))
    chosen = _fitting(block, cells, language, left)
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for key in head:
        table.add_column(label(key, language), no_wrap=True)
    for entry in chosen:
        table.add_column(Text(_heading(entry, language)), justify="right", no_wrap=True)
    for key in tail:
        table.add_column(label(key, language), justify="left" if key in ("money", "flags") else "center")
    for number, cell in enumerate(cells):
        values = [_marks(block, cell, entry, language) for entry in chosen]
        table.add_row(cell[0], cell[1], *values, *(texts[number] for texts in tail.values()))
    return table, len(block.entries) - len(chosen)


def _fitting(block: Block, cells: Sequence[Cell], language: Language, left: int) -> list[Entry]:
    order = sorted(block.entries, key=lambda entry: (entry.line.node != "total", entry.line.depth))
    chosen: list[Entry] = []
    for entry in order:
        left -= _wide(_heading(entry, language), [_marks(block, cell, entry, language) for cell in cells])
        if left < 0 and chosen:
            break
        chosen.append(entry)
    return [entry for entry in order if entry in chosen]


def _outcomes(block: Block) -> dict[str, dict[Cell, list[str]]]:
    every = dict(zip(OUTCOMES, (block.coverage, block.grades, block.ranks, block.money, block.flags), strict=True))
    return {outcome: found for outcome, found in every.items() if found}


def _marks(block: Block, cell: Cell, entry: Entry, language: Language) -> str:
    node = block.nodes[cell].get((entry.line.node, entry.segment))
    return marks(node, language) if node else ""


def _name(entry: Entry, language: Language) -> str:
    return entry.line.zh if language == "zh" else entry.line.en


def _heading(entry: Entry, language: Language) -> str:
    return entry.line.zh if language == "zh" and entry.line.zh and entry.segment is None else entry.label


def _wide(heading: str, texts: Sequence[str]) -> int:
    lines = [heading, *(line for text in texts for line in text.split("\n"))]
    return max(NARROWEST, *(width(line) for line in lines)) + PADDING
