"""A results document as flat tables, for CSV, Parquet and Excel."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, Literal, get_args, get_origin

from kaohe.core.results.contract import TABLES, Document
from kaohe.core.results.fits import keys_of

Kind = Literal["text", "whole", "yes_no", "list", "number", "value", "shown"]
Cell = str | int | bool | list[str] | None
NUMBERS: dict[str, Kind] = {
    **dict.fromkeys(("full", "rate", "coverage", "provisional", "amount"), "number"),
    "value": "value",
    "shown": "shown",
}
TYPES: dict[type, Kind] = {str: "text", int: "whole", bool: "yes_no"}


@dataclass(frozen=True)
class Sheet:
    """A named table; ``columns`` says of each column what its cells hold.

    ``number``: a plain decimal as text; ``value``: one mostly, else a date or code; ``shown``: a number as displayed.
    """

    name: str
    columns: dict[str, Kind]
    rows: list[tuple[Cell, ...]]


def sheets(document: Document) -> Iterator[Sheet]:
    """Every table of the document, those of the run first; empty tables too."""
    yield from about(document)
    yield from tables(document)


def about(document: Mapping[str, Any]) -> Iterator[Sheet]:
    """What a document says of its run: inputs, schemes, parameters, readings."""
    run, schemes = document["run"], document["schemes"]
    about = [("format", document["format"]), *((key, _text(value)) for key, value in run.items() if key != "inputs")]
    yield Sheet("run", {"name": "text", "value": "text"}, [(name, value) for name, value in about])
    yield Sheet(
        "inputs",
        {"table": "text", "file": "text", "rows": "whole", "sha256": "text"},
        [(each["table"], each.get("file"), each["rows"], each["sha256"]) for each in run["inputs"]],
    )
    yield Sheet(
        "schemes",
        {
            "scheme": "text",
            "version": "text",
            "document_sha256": "text",
            "not_modelled": "whole",
            "illustrative": "yes_no",
        },
        [(s["id"], s["version"], s["document_sha256"], s["not_modelled"], s["illustrative"]) for s in schemes],
    )
    yield Sheet(
        "parameters",
        {"scheme": "text", "parameter": "text", "value": "value", "provenance": "text"},
        [(s["id"], name, _text(p["value"]), p["provenance"]) for s in schemes for name, p in s["parameters"].items()],
    )
    yield Sheet(
        "readings",
        {"scheme": "text", "reading": "text", "value": "text"},
        [(s["id"], name, value) for s in schemes for name, value in s["readings"].items()],
    )


def tables(document: Document) -> Iterator[Sheet]:
    """The tables of results, empty ones too.

    Where a scheme ran with illustrative numbers every table has ``labels``, for each may be taken away alone.
    """
    held: Mapping[str, Any] = document
    loud = illustrative(document)
    for name, shape in TABLES.items():
        kinds = {column: _kind(column, hint) for column, (hint, _) in keys_of(shape).items()}
        own = tuple(kinds)
        rows = [tuple(row.get(column) for column in own) for row in held[name]]
        if loud and "labels" not in kinds:
            kinds["labels"] = "list"
            labels = (["illustrative"] if row["scheme"] in loud else [] for row in held[name])
            rows = [(*row, label) for row, label in zip(rows, labels, strict=True)]
        yield Sheet(name, kinds, rows)


def illustrative(document: Mapping[str, Any]) -> set[str]:
    """The schemes of a run that took illustrative numbers."""
    return {scheme["id"] for scheme in document["schemes"] if scheme["illustrative"]}


def _kind(column: str, hint: Any) -> Kind:
    if get_origin(hint) is list:
        return "list"
    if get_origin(hint) is UnionType:
        hint = get_args(hint)[0]
    return NUMBERS.get(column) or TYPES[hint]


def _text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
