"""A defect to plant into a scheme document: what is edited, and how ``check`` is to say it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from kaohe.core.documents.readings import Raw

Path = tuple[str, ...]


@dataclass(frozen=True)
class Edit:
    """Another value at one path of the rules, or (``in_words``) of the words; ``None`` takes the key away."""

    path: Path
    value: Any
    in_words: bool = False

    def made_in(self, raw: Raw) -> Raw:
        """The document with the edit; the original stays as it is."""
        return _laid(raw, self.path, self.value)


@dataclass(frozen=True)
class Plant:
    """One planted defect: the edits, and how ``check`` is to say it.

    ``codes``: codes of findings of which one must be new, at or below ``place``; ``error``: words of an error, where
    the defect cannot be scored at all.
    """

    kind: str
    place: Path
    edits: tuple[Edit, ...] = field(repr=False, compare=False)
    codes: tuple[str, ...] = ()
    error: str = ""

    def __str__(self) -> str:
        return f"{self.kind} at {'.'.join(self.place)}"

    def planted(self, raw: Raw, text: Raw) -> tuple[Raw, Raw]:
        """Rules and words with the defect in them."""
        for edit in self.edits:
            if edit.in_words:
                text = edit.made_in(text)
            else:
                raw = edit.made_in(raw)
        return raw, text


Sow = Callable[[Raw, Raw], Iterator[Plant]]


def _laid(raw: Raw, path: Path, value: Any) -> Raw:
    head, rest = path[0], path[1:]
    if rest:
        return raw | {head: _laid(raw[head], rest, value)}
    return {key: part for key, part in raw.items() if key != head} if value is None else raw | {head: value}
