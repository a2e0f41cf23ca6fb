"""A document file as a scheme ready to run: readings laid in, parameters resolved, checked."""

from __future__ import annotations

import copy
import hashlib
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from kaohe.core.documents import circles, faults, folds, keys
from kaohe.core.documents import parameters as params
from kaohe.core.documents.alike import alike, by_period
from kaohe.core.documents.decimals import decimal
from kaohe.core.documents.model import Document
from kaohe.core.documents.placed import placed
from kaohe.core.documents.readings import Raw, applied, values
from kaohe.core.documents.scheme import Scheme
from kaohe.core.documents.shape import TABLES, misshapen
from kaohe.core.errors import KaoheError, Problem, did_you_mean


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
    if wrong := list(misshapen(raw)):
        raise KaoheError(wrong)
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
        text = content.decode("utf-8")
        return tomllib.loads(text, parse_float=lambda written: _decimal(written, text))
    except UnicodeDecodeError:
        raise KaoheError("not a TOML document: its text is not UTF-8", "save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        reason, _, at = str(error).partition(" (at line ")
        raise KaoheError(f"not a TOML document: {reason}", line=at.partition(",")[0] or None) from None
    except RecursionError:
        raise KaoheError("not a TOML document: it is nested too deeply") from None


def _decimal(written: str, text: str) -> Decimal:
    try:
        return decimal(written)
    except KaoheError as error:
        line = next(number for number, line in enumerate(text.splitlines(), 1) if written in line)
        raise KaoheError([Problem(problem.what, problem.hint, line=line) for problem in error.problems]) from None


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
        if name not in TABLES:
            cards |= by_period(name, alike(raw, name, card))
    parts = {
        "scheme": raw.get("scheme"), "cycle": raw.get("period", {}).get("cycle") if raw.get("period", {}).get("cycle") != "year" else None,
        "macro": raw.get("macro", {}), "rows": raw.get("rows", {}), "cards": cards,
    }  # fmt: skip
    try:
        return Document.model_validate(parts)
    except ValidationError as error:
        raise KaoheError([faults.problem(fault) for fault in error.errors()]) from None
