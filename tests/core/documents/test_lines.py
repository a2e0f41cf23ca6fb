"""The line of a key, whatever way TOML lets it be written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kaohe.core.documents.lines import Lines

TEXT = '''# a comment
title = "x"

[a.b]                # header
c = { d = 1, e = { f = 2 } }
"g(h)" = "one"
i.j = 3

list = [
  1,
  2,
]
text = """
[not.a.table]
k = 1
"""
[a."l.m"]
n = 4
[[many]]
o = 1
'''
PLACES = [
    (("title",), 2),
    (("a", "b"), 4),
    (("a", "b", "c"), 5),
    (("a", "b", "c", "e", "f"), 5),
    (("a", "b", "g(h)"), 6),
    (("a", "b", "i", "j"), 7),
    (("a", "b", "list"), 9),
    (("a", "b", "text"), 13),
    (("not", "a", "table"), None),
    (("a", "l.m", "n"), 18),
    (("a", "l", "m"), 17),
    (("many",), 19),
    (("zzz",), None),
    ((), None),
]


@pytest.mark.parametrize(
    ("path", "line"), PLACES, ids=lambda value: ".".join(value) if isinstance(value, tuple) else ""
)
def test_a_key_is_found(path: tuple[str, ...], line: int | None) -> None:
    assert Lines(TEXT).of(path) == line
    assert Lines(TEXT.replace("\n", "\r\n")).of(path) == line


def test_the_nearest_table_that_is_written() -> None:
    assert Lines(TEXT).nearest(("a", "b", "missing", "more")) == 4
    assert Lines(TEXT).nearest(("missing",)) is None


def leaves(table: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in table.items():
        yield from leaves(value, (*path, key)) if isinstance(value, dict) else [(*path, key)]


def test_every_key_of_a_document_stands_on_the_line_that_is_named() -> None:
    text = (Path(__file__).parents[2] / "cli" / "clinic.toml").read_text("utf-8")
    lines, written = Lines(text), text.splitlines()
    found = {path: lines.of(path) for path in leaves(tomllib.loads(text))}
    assert len(found) > 40
    assert all(line is not None and path[-1] in written[line - 1] for path, line in found.items())
