"""The reading, or the assumed parameter, by which a document settles what a finding says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kaohe.core.documents.readings import values
from kaohe.core.explain.names import amount
from kaohe.core.findings.finding import Finding
from kaohe.core.findings.subject import Subject


def taken(subject: Subject, finding: Finding) -> tuple[str, ...]:
    """Readings that change the very place; else those of the clause, or assumed parameters of it; else those above it."""
    readings = subject.scheme.raw.get("reading", {})
    patched = {name: set(_paths(reading)) for name, reading in readings.items()}
    place = finding.place
    found = [name for name, paths in patched.items() if any(path[: len(place)] == place for path in paths)]
    if not found:
        found = [name for name, reading in readings.items() if set(_clauses(reading)) & set(finding.clauses)]
    if found:
        return tuple(f"{name} = {subject.scheme.readings.get(name, values(readings, name)[0])}" for name in found)
    if assumed := list(_assumed(subject, finding)):
        return tuple(assumed)
    above = _above(subject, finding)
    return tuple(
        f"{name} = {values(readings, name)[0]}"
        for name, paths in patched.items()
        if any(path[:3] in above for path in paths)
    )


def _assumed(subject: Subject, finding: Finding) -> Iterator[str]:
    for name, spec in subject.scheme.raw.get("parameter", {}).items():
        if "assumed" in spec and "stated" not in spec and set(_clauses(spec)) & set(finding.clauses):
            written = spec["assumed"]
            text = str(written) if spec.get("is") == "date" else amount(subject.scheme.constants.get(name), "en")
            yield f"{name} = {text}"


def _above(subject: Subject, finding: Finding) -> set[tuple[str, ...]]:
    """The nodes of the same card that read the place, directly or through others."""
    if len(finding.place) < 3 or finding.place[0] not in subject.plans:
        return set()
    card, _, name = finding.place[:3]
    found: set[str] = set()
    plan, todo = subject.plans[card], [name]
    while todo:
        read = todo.pop()
        for other, step in plan.steps.items():
            plain = other.removesuffix(".provisional").removesuffix(".full")
            if plain not in found and read in {one.removesuffix("@").removesuffix(".full") for one in step.reads}:
                found.add(plain)
                todo.append(plain)
    return {(card, "node", other) for other in found}


def _clauses(spec: Mapping[str, Any]) -> tuple[str, ...]:
    clause = spec.get("clause", ())
    return (clause,) if isinstance(clause, str) else tuple(clause)


def _paths(reading: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for value, patch in reading.items():
        if value not in ("default", "clause") and isinstance(patch, dict):
            yield from _leaves(patch, ())


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(value, dict) and len(path) < 4:
        for key, part in value.items():
            yield from _leaves(part, (*path, key))
