"""Defects to plant into a scheme document: what people get wrong when they write a scheme, one kind per function."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from kaohe.core.catalogue import catalogue
from kaohe.core.documents.readings import Raw
from kaohe.core.findings.quotes import spans
from kaohe.plugins.testing.formulas import formulas, measured_by, tables_of_tiers

Path = tuple[str, ...]


@dataclass(frozen=True)
class Plant:
    """One planted defect: the changed rules and words, and how ``check`` is to say it.

    ``codes``: codes of findings of which one must be new, at or below ``place``; ``error``: words of an error, where
    the defect cannot be scored at all.
    """

    kind: str
    place: Path
    raw: Raw = field(repr=False, compare=False)
    text: Raw = field(repr=False, compare=False)
    codes: tuple[str, ...] = ()
    error: str = ""

    def __str__(self) -> str:
        return f"{self.kind} at {'.'.join(self.place)}"


Sow = Callable[[Raw, Raw], Iterator[Plant]]


def changed(raw: Raw, path: Path, value: Any) -> Raw:
    """The document with another value at a path; ``None`` takes the key away."""
    made = copy.deepcopy(raw)
    inner = made
    for key in path[:-1]:
        inner = inner[key]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return made


def lowest_tier_lost(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A gap: the lowest tier is left out."""
    for name, place, table in tables_of_tiers(raw):
        lowest = min((key for key in table if key != "above"), key=Decimal)
        if "above" not in table and Decimal(lowest) <= 0:
            yield Plant("gap below", ("parameter", name), changed(raw, (*place, lowest), None), text, error="has no tier below")


def tier_twice(raw: Raw, text: Raw) -> Iterator[Plant]:
    """An overlap: two tiers begin at one bound."""
    for name, place, table in tables_of_tiers(raw):
        bound = max((key for key in table if key != "above"), key=Decimal)
        yield Plant("tier twice", ("parameter", name), changed(raw, (*place, f"{bound}.0"), 1), text, error="overlap")


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
                yield Plant("tier moved", ("parameter", name), changed(raw, place, made), text, ("tiers",))


def printed_overlap(raw: Raw, text: Raw) -> Iterator[Plant]:
    """An overlap in print: a span ends above the beginning of the next."""
    for name, spec in raw.get("parameter", {}).items():
        clause = spec.get("clause", "")
        entry = text.get("clause", {}).get(clause, {}) if isinstance(clause, str) else {}
        printed = spans(entry.get("quote", ""))
        used = name in {one for one, _, _ in tables_of_tiers(raw)} or _grades(raw, name)
        if len(printed) < 2 or not used or "stated" not in spec:
            continue
        for low, high in printed:
            if high is not None and low > 0 and f"{low}-{high}" in entry["quote"]:
                quote = entry["quote"].replace(f"{low}-{high}", f"{low}-{high + 4}", 1)
                words = changed(text, ("clause", clause, "quote"), quote)
                yield Plant("printed overlap", ("parameter", name), raw, words, ("tiers",))


def _grades(raw: Raw, name: str) -> bool:
    return any(
        grades.get("lines") == name
        for card in raw.values() if isinstance(card, dict)
        for grades in card.get("grades", {}).values() if isinstance(grades, dict)
    )  # fmt: skip


def grades_overlap(raw: Raw, text: Raw) -> Iterator[Plant]:
    """Two grades with one bound."""
    for path, lines in _lines(raw):
        ordered = sorted(lines, key=lambda grade: lines[grade])
        if len(ordered) > 1:
            made = changed(raw, (*path, ordered[-1]), lines[ordered[-2]])
            yield Plant("grades overlap", path, made, text, error="overlap")


def grade_out_of_reach(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A highest grade above any score, where the score has a known upper end."""
    for path, lines in _lines(raw):
        highest = max(lines, key=lambda grade: lines[grade])
        if lines[highest] <= 100:
            yield Plant("grade out of reach", path, changed(raw, (*path, highest), 101), text, ("grades",))


def _lines(raw: Raw) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Grade lines that are numbers, of nodes that are means of marks, where they are written."""
    for card in (name for name, part in raw.items() if isinstance(part, dict) and "grades" in part):
        for grades in raw[card]["grades"].values():
            node = raw[card].get("node", {}).get(grades["of"], {})
            spec = raw.get("parameter", {}).get(grades["lines"], {}) if isinstance(grades["lines"], str) else {}
            part = next((key for key in ("stated", "illustrative") if isinstance(spec.get(key), dict)), None)
            if part and "mean" in node and "value" not in grades:
                yield ("parameter", grades["lines"], part), spec[part]


def clause_dropped(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A shown node, line or outcome that no longer names its clause."""
    for path in _bearing(raw):
        if "clause" in _at(raw, path) and text.get("clause"):
            yield Plant("clause dropped", path, changed(raw, (*path, "clause"), None), text, ("clauses",))


def clause_forgotten(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A clause that is quoted, and that nothing takes up: what quoted it quotes another."""
    cited = [(path, _at(raw, path).get("clause")) for path in _bearing(raw)]
    names = re.findall(r"'clause': '([^']*)'", repr(raw)) + re.findall(r"'([^']*)'", " ".join(re.findall(r"'clause': \[[^\]]*\]", repr(raw))))
    for path, clause in cited:
        other = next((name for _, name in cited if isinstance(name, str) and name != clause), None)
        if isinstance(clause, str) and names.count(clause) == 1 and other and clause in text.get("clause", {}):
            made = changed(raw, (*path, "clause"), other)
            yield Plant("clause forgotten", ("clause", clause), made, text, ("clauses",))


def clause_misspelt(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A clause that the words do not have."""
    for path in _bearing(raw):
        clause = _at(raw, path).get("clause")
        if isinstance(clause, str) and text.get("clause"):
            yield Plant("clause misspelt", path, changed(raw, (*path, "clause"), f"{clause}x"), text, ("clauses",))


def _bearing(raw: Raw) -> Iterator[Path]:
    for card, part in raw.items():
        if not isinstance(part, dict) or card in ("parameter", "reading", "macro", "scheme", "period"):
            continue
        if card == "rows":
            yield from (("rows", table, "line", line) for table, rows in part.items() for line in rows.get("line", {}))
            continue
        for kind in ("node", "money", "flag"):
            yield from ((card, kind, name) for name, item in part.get(kind, {}).items() if not item.get("hidden"))


def _at(raw: Raw, path: Path) -> Any:
    found: Any = raw
    for key in path:
        found = found[key]
    return found


def parameter_unread(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A number written into every formula, so that its parameter decides nothing any more."""
    for name, spec in raw.get("parameter", {}).items():
        value = spec.get("stated", spec.get("assumed"))
        if not isinstance(value, int | Decimal) or isinstance(value, bool):
            continue
        made = copy.deepcopy(raw)
        for path, formula in formulas(made):
            if re.search(rf"\b{name}\b", formula):
                made = changed(made, path, re.sub(rf"\b{name}\b", str(value), formula))
        if not any(re.search(rf"\b{name}\b", formula) for _, formula in formulas(made)):
            yield Plant("parameter unread", ("parameter", name), made, text, ("unused",))


def input_unread(raw: Raw, text: Raw) -> Iterator[Plant]:
    """An input that is asked for and read by nothing."""
    for card, part in raw.items():
        for name, item in part.get("input", {}).items() if isinstance(part, dict) and card != "rows" else ():
            if isinstance(item.get("rows"), str):
                made = changed(raw, (card, "input", f"{name}_again"), item)
                yield Plant("input unread", (card, "input", f"{name}_again"), made, text, ("unused",))


def reading_idle(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A reading whose value patches what it finds with what stands there."""
    for path, formula in formulas(raw):
        if len(path) == 4 and path[1] == "node" and path[3] == "value" and "like" not in raw[path[0]]:
            patch: Raw = {"default": "no", "yes": {path[0]: {"node": {path[2]: {"value": formula}}}}}
            made = changed(raw, ("reading",), raw.get("reading", {}) | {"stricter": patch})
            yield Plant("reading idle", ("reading", "stricter"), made, text, ("unused",))


def gap_turned(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A dead sign: a deduction that opens on the wrong side of its target."""
    for path, formula in formulas(raw):
        if len(path) != 4 or path[1] != "node" or "full" not in raw[path[0]]["node"][path[2]]:
            continue
        match = re.search(r"\b(below|above)\(([^(),]+), (\w+)\)", formula)
        if match and measured_by(raw, path[0], match[3]):
            other = "above" if match[1] == "below" else "below"
            made = changed(raw, path, formula.replace(f"{match[1]}(", f"{other}(", 1))
            yield Plant("gap turned", path[:3], made, text, ("signs", "incentives"))


def target_beyond(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A target that a share can never pass."""
    for path, formula in formulas(raw):
        match = re.search(r"\b(\w+) (>=|>) (\w+)$", formula)
        if not match or len(path) != 4 or path[1] != "node":
            continue
        share = measured_by(raw, path[0], match[1])
        spec = raw.get("parameter", {}).get(match[3], {})
        if share and catalogue().indicators[share].share and isinstance(spec.get("stated"), int | Decimal):
            yield Plant("target beyond", path[:3], changed(raw, ("parameter", match[3], "stated"), 101), text, ("signs",))


def deduction_added(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A rewarded fault: what was to be taken from the full marks is added to them."""
    for path, formula in formulas(raw):
        if len(path) == 4 and path[1] == "node" and "full" in raw[path[0]]["node"][path[2]]:
            match = re.match(r"full - (\w+)$", formula)
            if match and _bad(raw, path[0], match[1]):
                made = changed(raw, path, formula.replace(" - ", " + "))
                yield Plant("deduction added", path[:3], made, text, ("incentives",))


def _bad(raw: Raw, card: str, name: str) -> bool:
    """Whether an input or node counts bad events, or measures what is better low."""
    item = raw[card].get("input", {}).get(name, raw[card].get("node", {}).get(name, {}))
    one = measured_by(raw, card, name)
    return "rows" in item or bool(one and catalogue().indicators[one].better == "lower")


def marks_above_full(raw: Raw, text: Raw) -> Iterator[Plant]:
    """Points above full marks: a tier gives more than the node's full marks."""
    for path, formula in formulas(raw):
        if len(path) != 4 or path[1] != "node" or path[3] != "value":
            continue
        full = raw[path[0]]["node"][path[2]].get("full")
        match = re.search(r"\btier\(\w+, (\w+)\)", formula)
        if not isinstance(full, int) or not match:
            continue
        place = next((where for name, where, _ in tables_of_tiers(raw) if name == match[1]), None)
        if place:
            best = max(_at(raw, place), key=lambda key: _at(raw, place)[key])
            yield Plant("marks above full", path[:3], changed(raw, (*place, best), full + 20), text, ("ranks",))


def full_marks_wrong(raw: Raw, text: Raw) -> Iterator[Plant]:
    """Full marks that no longer make the total: one leaf has a mark more."""
    for card, part in raw.items():
        nodes = part.get("node", {}) if isinstance(part, dict) else {}
        listed = {child for item in nodes.values() if isinstance(item, dict) for child in item.get("sum", ())}
        for name in sorted(listed):
            full = nodes.get(name, {}).get("full")
            if isinstance(full, int):
                made = changed(raw, (card, "node", name, "full"), full + 1)
                yield Plant("full marks wrong", (card, "node"), made, text, ("totals",))


def no_such_day(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A day that no calendar has."""
    for name, clause in text.get("clause", {}).items():
        quote = clause.get("quote", "")
        for match in re.finditer(r"(\d{1,2})月(\d{1,2})日", quote):
            made = quote[: match.start()] + "4月31日" + quote[match.end() :]
            words = changed(text, ("clause", name, "quote"), made)
            yield Plant("no such day", ("clause", name), raw, words, ("dates",))


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
                yield Plant("edge moved", path[:3], changed(raw, path, made), text, ("edges",))


def graver_cheaper(raw: Raw, text: Raw) -> Iterator[Plant]:
    """The dearest level of a table of complaints made the cheapest."""
    levels = catalogue().levels
    for name, spec in raw.get("parameter", {}).items():
        table = spec.get("stated")
        if isinstance(table, dict) and len([key for key in table if key in levels]) > 1:
            highest = max((key for key in table if key in levels), key=levels.index)
            least = min(value for key, value in table.items() if key in levels)
            made = changed(raw, ("parameter", name, "stated", highest), Decimal(str(least)) / 2)
            yield Plant("graver cheaper", ("rows",), made, text, ("incentives",))


def cycle(raw: Raw, text: Raw) -> Iterator[Plant]:
    """A node that reads the node whose part it is."""
    for card, part in raw.items():
        nodes = part.get("node", {}) if isinstance(part, dict) and card != "reading" else {}
        for parent, item in nodes.items():
            for child in item.get("sum", item.get("mean", ())):
                value = nodes.get(child, {}).get("value")
                if isinstance(value, str):
                    made = changed(raw, (card, "node", child, "value"), f"{value} + 0 * {parent}")
                    yield Plant("cycle", (card, "node", child), made, text, error="circle")


def rows_cycle(raw: Raw, text: Raw) -> Iterator[Plant]:
    """Columns of a rows table that read each other."""
    for table, rows in raw.get("rows", {}).items():
        names = [name for name, formula in rows.get("let", {}).items() if isinstance(formula, str)]
        for first, second in zip(names, names[1:], strict=False):
            if re.search(rf"\b{first}\b", rows["let"][second]):
                made = changed(raw, ("rows", table, "let", first), f"given({rows['let'][first]}, {second})")
                yield Plant("rows cycle", ("rows", table, "let", first), made, text, error="circle")


KINDS: tuple[Sow, ...] = (
    lowest_tier_lost, tier_twice, tier_elsewhere, printed_overlap, grades_overlap, grade_out_of_reach, clause_dropped,
    clause_forgotten, clause_misspelt, parameter_unread, input_unread, reading_idle, gap_turned, target_beyond,
    deduction_added, marks_above_full, full_marks_wrong, no_such_day, edge_moved, graver_cheaper, cycle, rows_cycle,
)  # fmt: skip
"""What can be planted."""
