"""Errors in the language of the run: their frame and what they say most, from one small catalogue."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from kaohe.core.errors import BARE, SHOWN, KaoheError, Problem

SLOT = re.compile(r"\\\{(\w+)\\\}")
LANGUAGE = "kaohe.language"
"""Where a command leaves the language that was asked for, in the context's ``meta``."""


def said(error: KaoheError, context: Mapping[str, Any]) -> str:
    """The message of an error with its head, in the language that the ``meta`` of a context holds."""
    if context.get(LANGUAGE) != "zh":
        return f"Error: {error}"
    lines = [_line(problem) for problem in error.problems[:SHOWN]]
    if len(error.problems) > SHOWN:
        lines.append(f"…… 另有 {len(error.problems) - SHOWN} 处")
    return "错误:" + "\n".join(lines)


def _line(problem: Problem) -> str:
    where = _catalogue()["where"]
    place = ",".join(
        str(value) if key in BARE else where.get(key, f"{key} {{}}").format(value)
        for key, value in problem.where.items()
    )
    hint = f";{spoken(problem.hint)}" if problem.hint else ""
    return (f"{place}:" if place else "") + spoken(problem.what) + hint


def spoken(text: str) -> str:
    """A message in Chinese, as far as the catalogue has it.

    >>> spoken("unknown unit 'P11'"), spoken("keep one of the rows"), spoken("never heard of")
    ("未知的单位 'P11'", '只留一行', 'never heard of')
    """
    words = _catalogue()["word"]
    for pattern, meant in _patterns():
        if found := pattern.fullmatch(text):
            return meant.format(**{slot: words.get(value, value) for slot, value in found.groupdict().items()})
    parts = text.split("; ")
    return ";".join(map(spoken, parts)) if len(parts) > 1 else text


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("messages.toml").read_text("utf-8"))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    return [(re.compile(SLOT.sub(_slot, re.escape(text))), meant) for text, meant in _catalogue()["say"].items()]


def _slot(found: re.Match[str]) -> str:
    """What may stand in a slot: a noun of the catalogue, a column's name, or anything."""
    nouns = "|".join(map(re.escape, _catalogue()["word"]))
    return f"(?P<{found[1]}>{ {'noun': nouns, 'column': r'[^ ]+'}.get(found[1], '.+?') })"
