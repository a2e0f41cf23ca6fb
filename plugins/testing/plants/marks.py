"""Full marks that are wrong, and days that do not exist."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kaohe.core.documents.readings import Raw
from kaohe.plugins.testing.formulas import formulas, tables_of_tiers
from kaohe.plugins.testing.plants.plant import Edit, Plant


def marks_above_full(raw: Raw, text: Raw) -> Iterator[Plant]:
    """Points above full marks: a tier gives more than the node's full marks."""
    for path, formula in formulas(raw):
        if len(path) != 4 or path[1] != "node" or path[3] != "value":
            continue
        full = raw[path[0]]["node"][path[2]].get("full")
        match = re.search(r"\btier\(\w+, (\w+)\)", formula)
        if not isinstance(full, int) or not match:
            continue
        tiers = {name: (where, entries) for name, where, entries in tables_of_tiers(raw)}
        place, table = tiers.get(match[1], ((), {}))
        if table and raw["parameter"][match[1]].get("at_most", full + 20) >= full + 20:
            best = max(table, key=table.__getitem__)
            yield Plant("marks above full", path[:3], (Edit((*place, best), full + 20),), ("ranks",))


def full_marks_wrong(raw: Raw, text: Raw) -> Iterator[Plant]:
    """Full marks that no longer make the total: one leaf has a mark more."""
    for card, part in raw.items():
        nodes = part.get("node", {}) if isinstance(part, dict) else {}
        listed = {child for item in nodes.values() if isinstance(item, dict) for child in item.get("sum", ())}
        for name in sorted(listed):
            full = nodes.get(name, {}).get("full")
            if isinstance(full, int):
                made = (Edit((card, "node", name, "full"), full + 1),)
                yield Plant("full marks wrong", (card, "node"), made, ("totals",))


def no_such_day(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A day that no calendar has."""
    for name, clause in text.get("clause", {}).items():
        quote = clause.get("quote", "")
        for match in re.finditer(r"(\d{1,2})月(\d{1,2})日", quote):
            made = quote[: match.start()] + "4月31日" + quote[match.end() :]
            edit = Edit(("clause", name, "quote"), made, in_words=True)
            yield Plant("no such day", ("clause", name), (edit,), ("dates",))
