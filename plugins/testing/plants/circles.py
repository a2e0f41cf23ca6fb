"""Nodes and columns that read each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kaohe.core.documents.readings import Raw
from kaohe.plugins.testing.plants.plant import Edit, Plant


def cycle(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A node that reads the node whose part it is."""
    for card, part in raw.items():
        nodes = part.get("node", {}) if isinstance(part, dict) and card != "reading" else {}
        for parent, item in nodes.items():
            for child in item.get("sum", item.get("mean", ())):
                value = nodes.get(child, {}).get("value")
                if isinstance(value, str):
                    made = (Edit((card, "node", child, "value"), f"{value} + 0 * {parent}"),)
                    yield Plant("cycle", (card, "node", child), made, error="circle")


def rows_cycle(raw: Raw, text: Raw) -> Iterator[Plant]:
    """Columns of a rows table that read each other."""
    for table, rows in raw.get("rows", {}).items():
        names = [name for name, formula in rows.get("let", {}).items() if isinstance(formula, str)]
        for first, second in pairwise(names):
            if re.search(rf"\b{first}\b", rows["let"][second]):
                made = (Edit(("rows", table, "let", first), f"given({rows['let'][first]}, {second})"),)
                yield Plant("rows cycle", ("rows", table, "let", first), made, error="circle")
