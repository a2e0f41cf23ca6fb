"""The sentences that receipts and pages are made of, in Chinese and English."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any, Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@cache
def sentences() -> dict[str, Any]:
    """``sentences.toml``, by group and key."""
    return tomllib.loads((Path(__file__).parent / "sentences.toml").read_text("utf-8"))


def phrase(group: str, key: str, language: Language) -> str:
    """One sentence with its slots open.

    >>> phrase("word", "nothing", "en")
    'nothing'
    """
    return str(sentences()[group][key][language])


def say(group: str, key: str, language: Language, **slots: object) -> str:
    """One sentence with its slots filled.

    >>> say("label", "more", "en", count=3)
    '... and 3 more'
    """
    return fill(phrase(group, key, language), {name: str(value) for name, value in slots.items()})


def has(group: str, key: str) -> bool:
    """Whether there is such a sentence."""
    return key in sentences()[group]


def fill(text: str, slots: dict[str, str]) -> str:
    """The text with ``{slot}`` replaced; an unknown slot stays as it is written.

    >>> fill("{p} % of {x}", {"p": "40", "x": "the score"})
    '40 % of the score'
    """
    parts = text.split("{")
    filled = [parts[0]]
    for part in parts[1:]:
        name, brace, rest = part.partition("}")
        filled.append(slots.get(name, f"{{{name}}}") + rest if brace else "{" + part)
    return "".join(filled)
