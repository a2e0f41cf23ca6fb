"""Tiers and grades with gaps, overlaps and bounds that are not those printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from kaohe.core.documents.readings import Raw
from kaohe.core.findings.quotes import spans
from kaohe.plugins.testing.formulas import tables_of_tiers
from kaohe.plugins.testing.plants.plant import Edit, Path, Plant


def lowest_tier_lost(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A gap: the lowest tier is left out."""
    for name, place, table in tables_of_tiers(raw):
        lowest = min((key for key in table if key != "above"), key=Decimal)
        if "above" not in table and Decimal(lowest) <= 0:
            yield Plant("gap below", ("parameter", name), (Edit((*place, lowest), None),), error="has no tier below")


def tier_twice(raw: Raw, text: Raw) -> Iterator[Plant]:
    """An overlap: two tiers begin at one bound."""
    for name, place, table in tables_of_tiers(raw):
        bound = max((key for key in table if key != "above"), key=Decimal)
        yield Plant("tier twice", ("parameter", name), (Edit((*place, f"{bound}.0"), 1),), error="overlap")


def tier_elsewhere(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A gap between tier table and text: a tier begins elsewhere than its printed span."""
    for name, place, table in tables_of_tiers(raw):
        clause = raw["parameter"][name].get("clause", "")
        quote = text.get("clause", {}).get(clause, {}).get("quote", "") if isinstance(clause, str) else ""
        if len(spans(quote)) < 2 or "stated" not in raw["parameter"][name]:
            continue
        for bound in table:
            if bound != "above" and Decimal(bound) > 0:
                made = {(str(Decimal(key) + 1) if key == bound else key): value for key, value in table.items()}
                yield Plant("tier moved", ("parameter", name), (Edit(place, made),), ("tiers",))


def printed_overlap(raw: Raw, text: Raw) -> Iterator[Plant]:
    """An overlap in print: a span ends above the beginning of the next."""
    for name, spec in raw.get("parameter", {}).items():
        clause = spec.get("clause", "")
        entry = text.get("clause", {}).get(clause, {}) if isinstance(clause, str) else {}
        printed = spans(entry.get("quote", ""))
        used = name in {one for one, _, _ in tables_of_tiers(raw)} or _grades(raw, name)
        if len(printed) < 2 or not used or "stated" not in spec:
            continue
        for low, high in printed[:-1]:
            if high is not None and low > 0 and f"{low}-{high}" in entry["quote"]:
                quote = entry["quote"].replace(f"{low}-{high}", f"{low}-{high + 4}", 1)
                edit = Edit(("clause", clause, "quote"), quote, in_words=True)
                yield Plant("printed overlap", ("parameter", name), (edit,), ("tiers",))


def _grades(raw: Raw, name: str) -> bool:
    return any(
        grades.get("lines") == name
        for card in raw.values() if isinstance(card, dict)
        for grades in card.get("grades", {}).values() if isinstance(grades, dict)
    )  # fmt: skip


def grades_overlap(raw: Raw, text: Raw) -> Iterator[Plant]:
    """Two grades with one bound."""
    for place, path, lines in _lines(raw):
        ordered = sorted(lines, key=lambda grade: lines[grade])
        if len(ordered) > 1:
            made = (Edit((*path, ordered[-1]), lines[ordered[-2]]),)
            yield Plant("grades overlap", place, made, error="overlap")


def grade_out_of_reach(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A highest grade above any score, where the score has a known upper end."""
    for place, path, lines in _lines(raw):
        highest = max(lines, key=lambda grade: lines[grade])
        if lines[highest] <= 100:
            yield Plant("grade out of reach", place, (Edit((*path, highest), 101),), ("grades",))


def _lines(raw: Raw) -> Iterator[tuple[Path, Path, dict[str, Any]]]:
    """Grades of nodes that are means of marks, where their lines are numbers of a parameter: both places, the lines."""
    for card in (name for name, part in raw.items() if isinstance(part, dict) and "grades" in part):
        for name, grades in raw[card]["grades"].items():
            node = raw[card].get("node", {}).get(grades["of"], {})
            spec = raw.get("parameter", {}).get(grades["lines"], {}) if isinstance(grades["lines"], str) else {}
            part = next((key for key in ("stated", "illustrative") if isinstance(spec.get(key), dict)), None)
            if part and "mean" in node and "value" not in grades:
                yield (card, "grades", name), ("parameter", grades["lines"], part), spec[part]
