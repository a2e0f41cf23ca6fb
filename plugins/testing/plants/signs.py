"""Signs, comparisons and tables the wrong way round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from kaohe.core.catalogue import catalogue
from kaohe.core.documents.readings import Raw
from kaohe.plugins.testing.formulas import formulas, measured_by
from kaohe.plugins.testing.plants.plant import Edit, Plant


def gap_turned(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A dead sign: a deduction that opens on the wrong side of its target."""
    for path, formula in formulas(raw):
        if len(path) != 4 or path[1] != "node" or "full" not in raw[path[0]]["node"][path[2]]:
            continue
        match = re.search(r"\b(below|above)\(([^(),]+), (\w+)\)", formula)
        if match and measured_by(raw, path[0], match[3]):
            other = "above" if match[1] == "below" else "below"
            made = (Edit(path, formula.replace(f"{match[1]}(", f"{other}(", 1)),)
            yield Plant("gap turned", path[:3], made, ("signs", "incentives"))


def target_beyond(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A target that a share can never pass."""
    for path, formula in formulas(raw):
        match = re.search(r"\b(\w+) (>=|>) (\w+)$", formula)
        if not match or len(path) != 4 or path[1] != "node":
            continue
        share = measured_by(raw, path[0], match[1])
        spec = raw.get("parameter", {}).get(match[3], {})
        if share and catalogue().indicators[share].share and isinstance(spec.get("stated"), int | Decimal):
            yield Plant("target beyond", path[:3], (Edit(("parameter", match[3], "stated"), 101),), ("signs",))


def deduction_added(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A rewarded fault: what was to be taken from the full marks is added to them."""
    for path, formula in formulas(raw):
        if len(path) == 4 and path[1] == "node" and "full" in raw[path[0]]["node"][path[2]]:
            match = re.match(r"full - (\w+)$", formula)
            if match and _bad(raw, path[0], match[1]):
                made = (Edit(path, formula.replace(" - ", " + ")),)
                yield Plant("deduction added", path[:3], made, ("incentives",))


def _bad(raw: Raw, card: str, name: str) -> bool:
    """Whether an input or node counts bad events, or measures what is better low."""
    item = raw[card].get("input", {}).get(name, raw[card].get("node", {}).get(name, {}))
    one = measured_by(raw, card, name)
    return "rows" in item or bool(one and catalogue().indicators[one].better == "lower")


def edge_moved(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A boundary on the other side than the text says: ``>=`` where it has 超过, ``<=`` where it has 低于."""
    for path, formula in formulas(raw):
        for match in re.finditer(r"\w+ (<=|>=|<|>) (\w+)\b(?!\.)", formula):
            spec = raw.get("parameter", {}).get(match[2], {})
            clause = spec.get("clause", "")
            quote = text.get("clause", {}).get(clause, {}).get("quote", "") if isinstance(clause, str) else ""
            said = re.search(rf"(?<![不\d])(低于|超过|高于|大于){spec.get('stated')}(?![\d.])(?!.{{0,3}}以)", quote)
            card = path[0] not in ("reading", "macro", "rows")
            if said and card and match[1] in ("<", ">") and "reading" not in path:
                made = formula[: match.start(1)] + f"{match[1]}=" + formula[match.end(1) :]
                yield Plant("edge moved", path[:3], (Edit(path, made),), ("edges",))


def graver_cheaper(raw: Raw, text: Raw) -> Iterator[Plant]:
    """The dearest level of a table of complaints made the cheapest."""
    levels = catalogue().levels
    for name, spec in raw.get("parameter", {}).items():
        table = spec.get("stated")
        if isinstance(table, dict) and len([key for key in table if key in levels]) > 1:
            highest = max((key for key in table if key in levels), key=levels.index)
            least = min(value for key, value in table.items() if key in levels)
            made = (Edit(("parameter", name, "stated", highest), Decimal(str(least)) / 2),)
            yield Plant("graver cheaper", ("rows",), made, ("incentives",))
