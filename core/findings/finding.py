"""What a finding is, and the words in which the house's own are said."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kaohe.core.findings.subject import Subject

Place = tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """Something in a document that its readers should know: no error, for the document can be scored.

    ``place``: the path of the key that it is about, in the rules or (``in_words``) in the file of the words;
    ``clauses``: what the text says there; ``taken``: the readings or assumed parameters that settle it;
    ``under``: the reading that is not the default and alone shows it.
    """

    code: str
    place: Place
    zh: str
    en: str
    clauses: tuple[str, ...] = ()
    in_words: bool = False
    taken: tuple[str, ...] = ()
    under: str = ""

    @property
    def key(self) -> tuple[str, Place, str]:
        """What makes two findings the same."""
        return self.code, self.place, self.en


Find = Callable[["Subject"], Iterable[Finding]]


@dataclass(frozen=True)
class Finder:
    """One thing to look for. ``find`` is asked once for the document as it stands and once for each other reading."""

    name: str
    find: Find


@cache
def _sentences() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("sentences.toml").read_text("utf-8"))


def said(
    key: str,
    place: Iterable[str],
    clauses: Iterable[str] = (),
    in_words: bool = False,
    **slots: tuple[str, str] | str | int,
) -> Finding:
    """A finding by its sentence in ``sentences.toml``; a slot is one text, or a pair of Chinese and English.

    >>> said("unused.parameter", ("parameter", "cap"), name="cap").en
    'no formula reads the parameter cap, under any reading'
    """
    code, _, _ = key.partition(".")
    zh, en = (
        _sentences()[key][language].format(
            **{name: slot[place_] if isinstance(slot, tuple) else slot for name, slot in slots.items()}
        )
        for place_, language in enumerate(("zh", "en"))
    )
    return Finding(code, tuple(place), zh, en, tuple(clauses), in_words)


def label(key: str, language: str, **slots: object) -> str:
    """The words around findings: ``page.KEY`` of ``sentences.toml``.

    >>> label("taken", "en", reading="scale = rate")
    'reading taken: scale = rate'
    """
    return str(_sentences()[f"page.{key}"]["zh" if language == "zh" else "en"].format(**slots))
