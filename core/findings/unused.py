"""Parameters, inputs and macros that nobody reads, and readings that change nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kaohe.core.documents.folds import RANKS
from kaohe.core.documents.given import flat
from kaohe.core.documents.readings import applied, values
from kaohe.core.findings.finding import Finding, said
from kaohe.core.findings.subject import Subject

WORD = re.compile(r"[A-Za-z_][\w.]*")
SKIPPED = {"clause", "says", "is", "source"}


def find(subject: Subject) -> Iterator[Finding]:
    """What the whole document, with every reading, never reads."""
    raw = subject.scheme.raw
    words = frozenset(_words({key: value for key, value in raw.items() if key not in ("parameter", "scheme")}))
    heads = {word.partition(".")[0] for word in words}
    for name, spec in raw.get("parameter", {}).items():
        if name not in heads:
            yield said("unused.parameter", ("parameter", name), _clauses(spec), name=name)
        elif name not in words:
            yield from _entries(name, spec, words)
    called = set(_calls(raw))
    for head in raw.get("macro", {}):
        name = head.partition("(")[0]
        if name not in called:
            yield said("unused.macro", ("macro", head), name=name)
    yield from _inputs(subject)
    yield from _idle(raw)


def _entries(name: str, spec: Mapping[str, Any], words: frozenset[str]) -> Iterator[Finding]:
    """Entries of a table that is read by entry only."""
    keys = {key for part in ("assumed", "stated", "illustrative") for key in flat(_table(spec.get(part)))}
    for key in sorted(keys):
        read = [word for word in words if word.startswith(f"{name}.")]
        path = f"{name}.{key}"
        if not any(path == word or path.startswith(f"{word}.") for word in read):
            yield said("unused.entry", ("parameter", name), _clauses(spec), table=name, name=key)


def _table(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _clauses(spec: Mapping[str, Any]) -> tuple[str, ...]:
    clause = spec.get("clause", ())
    return (clause,) if isinstance(clause, str) else tuple(clause)


def _words(value: Any) -> Iterator[str]:
    """Every word of formulas and names; keys count where they name children."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in ("weighted", "mean") and isinstance(part, dict):
                yield from part
            if key not in SKIPPED:
                yield from _words(part)
    elif isinstance(value, list):
        for part in value:
            yield from _words(part)
    elif isinstance(value, str):
        yield from WORD.findall(value)


def _calls(raw: Mapping[str, Any]) -> Iterator[str]:
    def texts(value: Any) -> Iterator[str]:
        if isinstance(value, dict):
            for part in value.values():
                yield from texts(part)
        elif isinstance(value, list):
            for part in value:
                yield from texts(part)
        elif isinstance(value, str):
            yield value

    for text in texts(raw):
        yield from re.findall(r"([A-Za-z_]\w*)\(", text)


def _inputs(subject: Subject) -> Iterator[Finding]:
    """Inputs of a card that no formula, list, reference or outcome reads, under any reading; ranks are results."""
    raw = subject.scheme.raw
    for card, table in raw.items():
        if not isinstance(table, dict) or "input" not in table or card in ("reading", "rows", "parameter"):
            continue
        for name, item in table["input"].items():
            if item.get("how") in RANKS:
                continue
            others = {
                key: part if key != card else {k: v for k, v in part.items() if k != "input"}
                | {"input": {k: v for k, v in part["input"].items() if k != name}}
                for key, part in raw.items() if key not in ("scheme", "parameter")
            }  # fmt: skip
            if not any(name in word.split(".") for word in set(_words(others))):
                yield said("unused.input", (card, "input", name), _clauses(item), name=name)


def _idle(raw: Mapping[str, Any]) -> Iterator[Finding]:
    readings = raw.get("reading", {})
    defaults = {name: values(readings, name)[0] for name in readings}
    base = applied(dict(raw), defaults)
    for name, reading in readings.items():
        for value in values(readings, name)[1:]:
            patch = reading.get(value, {})
            if "takes" not in patch and applied(dict(raw), defaults | {name: value}) == base:
                yield said("unused.reading", ("reading", name, value), _clauses(reading), name=name, value=value)
