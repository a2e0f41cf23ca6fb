"""A scheme ready to run: document, readings and parameters resolved, formulas parsed, words beside it."""

from __future__ import annotations

import copy
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kaohe.core.documents import circles, faults, folds, keys
from kaohe.core.documents import parameters as params
from kaohe.core.documents.model import Card, Document, Line, Rows
from kaohe.core.documents.placed import placed
from kaohe.core.documents.readings import Raw, applied, values
from kaohe.core.documents.readings import merged as patched
from kaohe.core.errors import KaoheError, Problem, did_you_mean
from kaohe.core.language import Expression, Macro, expand, parse
from kaohe.core.language.macros import macros
from kaohe.core.language.tree import Name, children, rebuilt, walk

TOP = ("scheme", "period", "parameter", "macro", "rows", "reading")
PARTS = ("input", "node", "grades", "money", "flag", "duty", "check")


@dataclass(frozen=True)
class Scheme:
    """A scheme with everything chosen. ``label`` names the variant (``id[name=value]``) where one is run."""

    id: str
    label: str
    document: Document
    parameters: dict[str, params.Parameter]
    readings: dict[str, str]
    default_readings: dict[str, str]
    illustrative: bool
    sha256: str
    path: Path | None
    raw: Raw = field(repr=False, compare=False)
    text: Raw = field(repr=False, compare=False)

    @property
    def version(self) -> str:
        """The version of the document."""
        return self.document.scheme.version

    @property
    def cards(self) -> dict[str, Card]:
        """Scorecards by name, in document order."""
        return self.document.cards

    @property
    def rows(self) -> dict[str, Rows]:
        """Row tables by name, in document order."""
        return self.document.rows

    @cached_property
    def macros(self) -> dict[str, Macro]:
        """Built-in macros and the document's own."""
        return macros(self.document.macro)

    @cached_property
    def _trees(self) -> dict[str, Expression]:
        return {}

    def tree(self, formula: str) -> Expression:
        """A formula of this scheme with its macros expanded."""
        found = self._trees.get(formula)
        if found is None:
            found = self._trees[formula] = _columns_named(expand(parse(formula), self.macros), self._column_names)
        return found

    @cached_property
    def _column_names(self) -> dict[str, str]:
        """Parameters that stand for a column (``is = "column"``), by the name that formulas write."""
        named = {name for name, parameter in self.parameters.items() if parameter.quantity == "column"}
        constants = self.constants.items()
        return {
            name: str(value) for name, value in constants if name.partition(".")[0] in named and isinstance(value, str)
        }

    @cached_property
    def constants(self) -> dict[str, object]:
        """Every parameter by name; entries of tables also under ``table.key``."""
        found: dict[str, object] = {}
        for name, parameter in self.parameters.items():
            found[name] = parameter.value
            if isinstance(parameter.value, dict):
                found |= _entries(parameter.value, name)
        return found

    def kinds(self, rows: Rows) -> tuple[str, ...]:
        """The kinds of events or tickets that a rows table reads itself."""
        return rows.of or tuple(dict.fromkeys(kind for line in rows.line.values() for kind in self.line_kinds(line)))

    def line_kinds(self, line: Line) -> tuple[str, ...]:
        """The kinds of events or tickets that a line fits; a parameter table stands for its keys."""
        found: list[str] = []
        for kind in line.kind:
            if kind not in self.parameters:
                found.append(kind)
            elif isinstance(table := self.constants[kind], dict):
                found += [key for key, entry in table.items() if not isinstance(entry, dict)]
        return tuple(found)

    @property
    def not_modelled(self) -> dict[str, str]:
        """Clauses left out, with the reason."""
        clauses = self.text.get("clause", {})
        return {name: clause["not_modelled"] for name, clause in clauses.items() if "not_modelled" in clause}


def _entries(table: Mapping[str, object], prefix: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in table.items():
        found[f"{prefix}.{key}"] = value
        if isinstance(value, dict):
            found |= _entries(value, f"{prefix}.{key}")
    return found


def read_scheme(
    path: Path | Raw,
    chosen: Mapping[str, object] | None = None,
    *,
    illustrative: bool = False,
    label: str | None = None,
    text: Raw | None = None,
    demand: bool = True,
) -> Scheme:
    """A scheme from its document file (or the parsed TOML), with parameters and readings chosen by name.

    ``demand=False`` reads a document without insisting on its required parameters (for showing it).
    Raises KaoheError with the document's file and the key at fault.
    """
    try:
        return _read(path, dict(chosen or {}), illustrative, label, text, demand)
    except KaoheError as error:
        if not isinstance(path, Path):
            raise
        raise placed(error, path) from None


def _read(
    path: Path | Raw, chosen: dict[str, object], illustrative: bool, label: str | None, text: Raw | None, demand: bool
) -> Scheme:
    if isinstance(path, Path):
        content = path.read_bytes()
        raw, sha = load(content), hashlib.sha256(content).hexdigest()
        beside = path.with_name(f"{path.stem}.text.toml")
        text = load(beside.read_bytes()) if text is None and beside.exists() else text or {}
    else:
        raw, sha, text = path, hashlib.sha256(repr(path).encode()).hexdigest(), text or {}
    readings, settings = _split(raw, chosen)
    defaults = {name: values(raw["reading"], name)[0] for name in raw.get("reading", {})}
    raw_all = applied(raw, {**defaults, **readings})
    document = _validated(raw_all)
    if unsound := [*circles.of_rows(document.rows), *keys.unread(document), *folds.unfit(document)]:
        raise KaoheError(unsound)
    given: dict[str, dict[str, object]] = {}
    for name, value in settings.items():
        head, _, key = name.partition(".")
        given.setdefault(head, {})[key] = value
    resolved, problems = {}, []
    for name, spec in raw_all.get("parameter", {}).items():
        try:
            resolved[name] = params.read(name, spec, given.get(name, {}), illustrative)
        except KaoheError as error:
            about = {"scheme": document.scheme.id, "key": ("parameter", name)}
            problems += (
                [Problem(p.what, p.hint, **(about | p.where)) for p in error.problems]
                if demand or not isinstance(error, params.NotGiven)
                else []
            )
            resolved.setdefault(name, params.Parameter(name, None, "none", spec.get("is"), True, ()))
    if problems:
        raise KaoheError(problems)
    used = any(parameter.provenance == "illustrative" for parameter in resolved.values())
    return Scheme(
        document.scheme.id, label or document.scheme.id, document, resolved, {**defaults, **readings}, defaults,
        illustrative and used, sha, path if isinstance(path, Path) else None, raw, text,
    )  # fmt: skip


def load(content: bytes) -> Raw:
    """Parsed TOML with exact decimals; KaoheError where it cannot be read."""
    return copy.deepcopy(_parsed(content))


@lru_cache(128)
def _parsed(content: bytes) -> Raw:
    try:
        return tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
    except UnicodeDecodeError:
        raise KaoheError("not a TOML document: its text is not UTF-8", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        reason, _, at = str(error).partition(" (at line ")
        raise KaoheError(f"not a TOML document: {reason}", line=at.partition(",")[0] or None) from None
    except RecursionError:
        raise KaoheError("not a TOML document: it is nested too deeply") from None


def _split(raw: Raw, chosen: Mapping[str, object]) -> tuple[dict[str, str], dict[str, object]]:
    """What was chosen, as readings and as parameters."""
    known, parameters = raw.get("reading", {}), raw.get("parameter", {})
    readings: dict[str, str] = {}
    settings: dict[str, object] = {}
    for name, value in chosen.items():
        head = name.partition(".")[0]
        if name in known:
            word = str(value).lower() if isinstance(value, bool) else str(value)
            taking = _taking(known[name], word, value)
            if taking:
                readings[name], settings[taking[1]] = taking[0], value
            else:
                readings[name] = word
        elif head in parameters:
            settings[name] = value
        else:
            raise KaoheError(f"no parameter or reading {name!r}", did_you_mean(head, [*known, *parameters]))
    return readings, settings


def _taking(reading: Mapping[str, Any], word: str, value: object) -> tuple[str, str] | None:
    if word in reading or word == str(reading["default"]):
        return None
    for name, patch in reading.items():
        if isinstance(patch, dict) and "takes" in patch:
            return name, str(patch["takes"])
    return None


def _validated(raw: Raw) -> Document:
    cards: dict[str, Raw] = {}
    for name, card in raw.items():
        if name not in TOP:
            cards |= _by_period(name, _alike(raw, name, card))
    parts = {
        "scheme": raw.get("scheme"), "cycle": raw.get("period", {}).get("cycle") if raw.get("period", {}).get("cycle") != "year" else None,
        "macro": raw.get("macro", {}), "rows": raw.get("rows", {}), "cards": cards,
    }  # fmt: skip
    try:
        return Document.model_validate(parts)
    except ValidationError as error:
        raise KaoheError([faults.problem(fault) for fault in error.errors()]) from None


def _by_period(name: str, card: Raw) -> dict[str, Raw]:
    """A card for several kinds of period as one card for each, under one name in the results."""
    periods = card.get("period")
    if not isinstance(periods, list):
        return {name: card}
    called = card.get("called", name)
    return {f"{name}_{period}": card | {"period": period, "called": called} for period in periods}


def _alike(raw: Raw, name: str, card: Raw, above: tuple[str, ...] = ()) -> Raw:
    """A card that is ``like`` another: the other with this one laid over it; what it no longer uses is dropped."""
    if not isinstance(card, dict):
        raise KaoheError(f"{name!r} is neither a part of a document nor a card", did_you_mean(name, TOP), key=(name,))
    if "like" not in card:
        return card
    other = card["like"]
    if other not in raw or other in TOP:
        raise KaoheError(
            f"{name} is like {other!r}, which is no card",
            did_you_mean(str(other), [key for key in raw if key not in TOP]),
            key=(name, "like"),
        )
    if other in (name, *above):
        raise KaoheError(
            f"{name} is like {other!r}, which is like {name}", "name a card that is not", key=(name, "like")
        )
    base = _alike(raw, other, raw[other], (name, *above))
    made = patched({"x": base}, {"x": {key: value for key, value in card.items() if key != "like"}})["x"]
    made = {key: value for key, value in made.items() if key != "called" or "called" in card}
    own = {kind: set(card.get(kind, {})) for kind in ("input", "node")}
    return _without_unused(made, own)


def _without_unused(card: Raw, own: dict[str, set[str]]) -> Raw:
    text = repr({kind: card.get(kind, {}) for kind in PARTS if kind not in ("input",)})
    result = dict(card)
    while True:
        inputs = {
            name: item for name, item in result.get("input", {}).items()
            if name in own["input"] or _mentions(text, name) or any(_mentions(repr(o), name) for n, o in result["input"].items() if n != name)
        }  # fmt: skip
        if len(inputs) == len(result.get("input", {})):
            return result
        result["input"] = inputs


def _mentions(text: str, name: str) -> bool:
    import re

    return re.search(rf"\b{re.escape(name)}\b", text) is not None


def _columns_named(tree: Expression, named: Mapping[str, str]) -> Expression:
    if isinstance(tree, Name):
        return Name(named[tree.name]) if tree.name in named else tree
    return rebuilt(tree, tuple(_columns_named(part, named) for part in children(tree))) if named else tree


def names_in(tree: Expression) -> set[str]:
    """Names a formula reads."""
    return {node.name for node in walk(tree) if isinstance(node, Name)}
