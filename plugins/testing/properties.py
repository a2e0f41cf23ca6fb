"""Properties that hold for every scheme, tried on the rows of its cases."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

from kaohe.core.catalogue import catalogue
from kaohe.core.errors import KaoheError
from kaohe.core.needs import needs
from kaohe.core.results import Results
from kaohe.plugins import session
from kaohe.plugins.testing.cases import Case, cases
from kaohe.plugins.testing.inputs import Inputs, Row, copied, inputs, tables

SHOWN = ("nodes", "rows", "grades", "ranks", "money", "flags", "duties")
UNITS = ("unit", "parent", "person", "to", "service_leader")
Document = Mapping[str, Any]


def check_properties(scheme: str, path: Path | None = None) -> list[str]:
    """What does not hold in the cases of a scheme; every property is tried on every case that does not stop."""
    raises = may_raise(scheme, path)
    problems = []
    for case in cases(scheme, path):
        if case.messages:
            continue
        found = [*within_bounds(case), *unmoved(case), *never_raised(case, raises)]
        problems += [f"{scheme}, case {case.name!r}: {problem}" for problem in found]
    return problems


def may_raise(scheme: str, path: Path | None = None) -> dict[str, str]:
    """Kinds of events that may raise a score or an amount, with the clause that says so: ``[raises]`` of the case file.

    Raises KaoheError for a clause that the scheme does not have.
    """
    path = path or session.source(scheme).cases_path
    found = dict(tomllib.loads(path.read_text("utf-8")).get("raises", {}))
    clauses = session.load(scheme).text.get("clause", {})
    for kind, clause in found.items():
        if clause not in clauses:
            raise KaoheError(f"raises.{kind}: the scheme has no clause {clause!r}", file=path.name)
    return found


def within_bounds(case: Case) -> list[str]:
    """Points below 0 of nodes that stop there, or above a cap."""
    results = case.results()
    cards = {card.plan.called: card.plan.card for card in results.shown_cards if card.plan.scheme.label == case.scheme}
    problems = []
    for entry in results.document()["nodes"]:
        card = cards.get(entry["card"]) if entry["scheme"] == case.scheme else None
        item = card.node.get(entry["node"]) if card is not None else None
        if item is None or entry["value"] is None:
            continue
        value, place = Fraction(entry["value"]), f"{entry['unit']}, {entry['period']}, {entry['node']}"
        if (item.full is not None or item.sum is not None) and item.floor != "none" and value < 0:
            problems.append(f"{place} is {value}, below 0")
        if item.cap == "full" and entry["full"] is not None and value > Fraction(entry["full"]):
            problems.append(f"{place} is {value}, above its full marks {entry['full']}")
    return problems


def unmoved(case: Case) -> Iterator[str]:
    """Changes of the rows that may change no result: their order, the names of units, data of no concern."""
    given = inputs(case.texts)
    before = _shown(case.results().document(), {})
    changes: tuple[tuple[str, Callable[[Case, Inputs], tuple[Inputs, dict[str, str]]]], ...] = (
        ("another order of the rows", _turned),
        ("other names of the units", _renamed),
        ("data that the scheme does not read", _with_more),
    )
    for what, change in changes:
        rows, names = change(case, copied(given))
        after = _shown(case.results(tables=tables(rows)).document(), names)
        yield from (f"{what} changes {table}" for table in SHOWN if before[table] != after[table])


def never_raised(case: Case, raises: Mapping[str, str]) -> Iterator[str]:
    """Events of the case once more: no total and no sum of money of a unit may rise."""
    given = inputs(case.texts)
    base = _worth(case, case.results())
    seen = set()
    for row in given.get("events", []):
        twin = {
            key: cell for key, cell in row.items() if key not in ("event", "at", "incident", "ticket", "resolved_at")
        }
        if row["kind"] in raises or tuple(twin.items()) in seen:
            continue
        seen.add(tuple(twin.items()))
        more = copied(given)
        more["events"].append(row | {"event": f"{row['event']}+", "incident": ""})
        try:
            worth = _worth(case, case.results(tables=tables(more)))
        except KaoheError:
            continue
        for place, value in worth.items():
            if place in base and value > base[place]:
                yield f"one more {row['kind']} of {row['unit']} raises {' '.join(place)} from {base[place]} to {value}"


def _worth(case: Case, results: Results) -> dict[tuple[str, ...], Fraction]:
    """Totals, and the money of each unit over all periods shown, from the unit's side."""
    document = results.document()
    found: dict[tuple[str, ...], Fraction] = {}
    for entry in document["nodes"]:
        if entry["scheme"] == case.scheme and entry["node"] == "total" and entry["value"] is not None:
            found[("total", entry["card"], entry["unit"], entry["period"])] = Fraction(entry["value"])
    for posting in document["money"]:
        if posting["scheme"] == case.scheme:
            place = ("money", posting["unit"])
            found[place] = found.get(place, Fraction(0)) + Fraction(posting["amount"])
    return found


def _shown(document: Document, names: Mapping[str, str]) -> dict[str, list[str]]:
    """Entries as sorted text, with renamed units called as before."""
    back = {new: old for old, new in names.items()}
    return {
        table: sorted(repr({key: back.get(value, value) if key in UNITS or (isinstance(value, str) and value in back) else value
                            for key, value in entry.items()}) for entry in document[table])
        for table in SHOWN
    }  # fmt: skip


def _turned(case: Case, given: Inputs) -> tuple[Inputs, dict[str, str]]:
    return {table: list(reversed(rows)) for table, rows in given.items()}, {}


def _renamed(case: Case, given: Inputs) -> tuple[Inputs, dict[str, str]]:
    """Names in reverse order, so that whatever is sorted by name is sorted the other way."""
    known = sorted({row["unit"] for row in given.get("units", [])})
    names = {name: f"Z{len(known) - place:03d}" for place, name in enumerate(known)}
    renamed = {
        table: [{key: names.get(cell, cell) if key in UNITS else cell for key, cell in row.items()} for row in rows]
        for table, rows in given.items()
    }
    return renamed, names


def _with_more(case: Case, given: Inputs) -> tuple[Inputs, dict[str, str]]:
    """For every measurement and event one more of a kind that no scheme of the run reads."""
    read = [needs(case.load()), *(needs(session.scheme(name, illustrative=True)) for name in case.body.get("also", []))]
    words = catalogue()
    indicators = {entry.name for need in read for entry in need.indicators}
    kinds = {entry.kind for need in read for entry in need.events}
    plain = [
        name for name, one in words.indicators.items() if name not in indicators and one.form == "value" and one.quantity == "count" and not one.segments
    ]  # fmt: skip
    other = [kind for kind in words.events if kind not in kinds]
    extra: dict[str, list[Row]] = {"measurements": [], "events": []}
    done = set()
    for row in given.get("measurements", []):
        if plain and (row["unit"], row["period"]) not in done:
            done.add((row["unit"], row["period"]))
            extra["measurements"].append(
                {"unit": row["unit"], "period": row["period"], "indicator": plain[0], "value": "7"}
            )
    for place, row in enumerate(given.get("events", [])):
        if other:
            extra["events"].append({"event": f"more{place}", "unit": row["unit"], "kind": other[0], "at": row["at"]})
    return {table: rows + extra.get(table, []) for table, rows in given.items()}, {}
