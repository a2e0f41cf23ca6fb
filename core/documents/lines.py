"""On which line of a TOML text a key is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

Place = tuple[str, ...]


class Lines:
    """Finds keys by parsing less and less of the text: what the parser knows of TOML need not be known twice."""

    def __init__(self, text: str) -> None:
        self.lines = text.splitlines(keepends=True)
        self._parsed: dict[int, dict[str, Any] | None] = {}

    def of(self, path: Sequence[str]) -> int | None:
        """The line, from 1, where the key or table ``path`` begins; of a key in an inline table, the table's line.

        >>> Lines("[a]\\nb = 1\\nc = { d = 2 }\\n").of(["a", "c", "d"])
        3
        >>> Lines("a = 1\\n").of(["b"]) is None
        True
        """
        place = tuple(path)
        if not place or not _holds(self._whole, place):
            return None
        low, high = 0, len(self.lines)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if _holds(self._until(middle), place) else (middle, high)
        return self._start(high)

    def nearest(self, path: Sequence[str]) -> int | None:
        """The line of ``path``, or of the nearest table above it that is written."""
        return next((line for end in range(len(path), 0, -1) if (line := self.of(path[:end])) is not None), None)

    def like(self, card: str) -> str | None:
        """The card that a card is like, if it says so."""
        table = self._whole.get(card)
        return table.get("like") if isinstance(table, dict) else None

    def keys(self, path: Sequence[str]) -> list[str]:
        """The keys of a table; none if it is not there."""
        table: Any = self._whole
        for key in path:
            table = table.get(key, {}) if isinstance(table, dict) else {}
        return list(table) if isinstance(table, dict) else []

    @cached_property
    def _whole(self) -> dict[str, Any]:
        return self._until(len(self.lines))

    def _until(self, count: int) -> dict[str, Any]:
        """The document of the first lines, without a statement that is cut off at the end."""
        for fewer in range(count, 0, -1):
            found = self._parse(fewer)
            if found is not None:
                return found
        return {}

    def _parse(self, count: int) -> dict[str, Any] | None:
        if count not in self._parsed:
            try:
                self._parsed[count] = tomllib.loads("".join(self.lines[:count]))
            except tomllib.TOMLDecodeError:
                self._parsed[count] = None
        return self._parsed[count]

    def _start(self, end: int) -> int:
        """The first line of the statement that ends on line ``end``."""
        start = end
        while start > 1 and self._parse(start - 1) is None:
            start -= 1
        return start


def _holds(document: Any, path: Place) -> bool:
    """Whether the document has the key; a key may itself hold dots."""
    if not path:
        return True
    if not isinstance(document, dict):
        return False
    return any(_holds(document[key], path[size:]) for key, size in _heads(document, path))


def _heads(document: dict[str, Any], path: Place) -> Iterator[tuple[str, int]]:
    for size in range(1, len(path) + 1):
        key = ".".join(path[:size])
        if key in document:
            yield key, size
