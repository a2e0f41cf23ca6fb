"""``kaohe.results/1`` as JSON: keys in contract order, a line per row, the same bytes for the same results."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kaohe.core.results.contract import TABLES, Document, Scheme
from kaohe.core.results.fits import keys_of
from kaohe.core.results.outline import Reportable
from kaohe.plugins.reporters.atomic import place, whole_file


@dataclass(frozen=True)
class Json:
    """Prints the document, or writes ``results.json``."""

    name: str = "json"
    suffix: str = ".json"

    def write(self, results: Reportable, out: Path | None) -> None:
        """Write the whole document, UTF-8, ending in a newline."""
        lines = text_lines(results.document())
        if out is None:
            sys.stdout.writelines(lines)
            return
        with whole_file(place(out, self.suffix)) as part, part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)


def text_lines(document: Document) -> Iterator[str]:
    """The JSON text, line by line."""
    values: Mapping[str, Any] = document
    shapes: Mapping[str, type] = {"schemes": Scheme, **TABLES}
    keys = list(keys_of(Document))
    for number, key in enumerate(keys):
        yield f"{',' if number else '{'}\n{_dump(key)}: "
        if key in shapes:
            yield from _rows(values[key], list(keys_of(shapes[key])))
        else:
            yield _dump(values[key])
    yield "\n}\n"


def _rows(rows: list[dict[str, Any]], keys: list[str]) -> Iterator[str]:
    yield "["
    for number, row in enumerate(rows):
        yield f"{',' if number else ''}\n  {_dump({key: row[key] for key in keys if key in row})}"
    yield "]"


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
