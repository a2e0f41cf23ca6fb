"""Where in a document a problem lies: its file and line, by the key that the problem names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from kaohe.core.documents.lines import Lines, Place
from kaohe.core.errors import KaoheError, Problem

PARTS = ("node", "input", "grades", "money", "flag", "duty", "check")
DATA = ("unit", "period", "indicator", "row")


def placed(error: KaoheError, path: Path, reading: tuple[str, str] | None = None) -> KaoheError:
    """The same problems, with the file and line of the key that each is about.

    ``reading``: name and value of a reading whose patch was being tried; a key that it sets is found there.
    Problems about a unit, a period or a row are about data and stay as they are.
    """
    try:
        lines = Lines(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return error
    return KaoheError([_placed(problem, path, lines, reading) for problem in error.problems])


def _placed(problem: Problem, path: Path, lines: Lines, reading: tuple[str, str] | None) -> Problem:
    where = problem.where
    if where.get("file") not in (None, path.name) or any(key in where for key in DATA):
        return problem
    if "line" in where:
        return Problem(problem.what, problem.hint, **({"file": path.name} | where))
    found = next((line for place in _places(where, lines, reading) if (line := lines.of(place)) is not None), None)
    about = {key: value for key, value in where.items() if key != "key"}
    key = where.get("key")
    if isinstance(key, tuple):
        about["key"] = ".".join(key)
        found = found or lines.nearest(key)
    if "node" in about:
        about["node"] = str(about["node"]).lstrip("?")
    return Problem(problem.what, problem.hint, **(about | {"file": path.name, "line": found}))


def _places(where: Mapping[str, Any], lines: Lines, reading: tuple[str, str] | None) -> Iterator[Place]:
    for place in _written(where, lines):
        if reading is not None:
            yield ("reading", *reading, *place)
        yield place


def _written(where: Mapping[str, Any], lines: Lines) -> Iterable[Place]:
    if "key" in where:
        yield tuple(where["key"])
    card, node = where.get("card"), str(where.get("node", "")).removesuffix(".provisional").removesuffix(".full")
    while card is not None and node:
        if node.startswith("?"):
            yield (card, *node.lstrip("?").split("."))
        yield from ((card, part, node) for part in PARTS)
        yield (card, node)
        card = lines.like(card)
    if node.startswith("rows."):
        name, _, column = node.removeprefix("rows.").partition(", ")
        yield from (("rows", name, part, column) for part in ("let", "over", "line"))
        yield from (("rows", name, "line", line, column) for line in lines.keys(("rows", name, "line")))
        yield ("rows", name, column)
        yield ("rows", name)
