"""What nobody reads any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaohe.core.documents.readings import Raw
from kaohe.plugins.testing.formulas import formulas
from kaohe.plugins.testing.plants.plant import Edit, Plant


def parameter_unread(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A number written into every formula, so that its parameter decides nothing any more."""
    for name, spec in raw.get("parameter", {}).items():
        value = spec.get("stated", spec.get("assumed"))
        if not isinstance(value, int | Decimal) or isinstance(value, bool):
            continue
        written = {path: re.sub(rf"\b{name}\b", str(value), formula) for path, formula in formulas(raw)}
        edits = tuple(Edit(path, written[path]) for path, formula in formulas(raw) if written[path] != formula)
        if edits:
            yield Plant("parameter unread", ("parameter", name), edits, ("unused",))


def input_unread(raw: Raw, text: Raw) -> Iterator[Plant]:
    """An input that is asked for and read by nothing."""
    for card, part in raw.items():
        for name, item in part.get("input", {}).items() if isinstance(part, dict) and card != "rows" else ():
            if isinstance(item.get("rows"), str) and "measured" not in item:
                made = (Edit((card, "input", f"{name}_again"), item),)
                yield Plant("input unread", (card, "input", f"{name}_again"), made, ("unused",))


def reading_idle(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A reading whose value patches what it finds with what stands there."""
    for path, formula in formulas(raw):
        if len(path) == 4 and path[1] == "node" and path[3] == "value" and "like" not in raw[path[0]]:
            patch: Raw = {"default": "no", "yes": {path[0]: {"node": {path[2]: {"value": formula}}}}}
            made = (Edit(("reading",), raw.get("reading", {}) | {"stricter": patch}),)
            yield Plant("reading idle", ("reading", "stricter"), made, ("unused",))
