"""Results as they were stored: a ``kaohe.results/1`` document with nothing behind it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kaohe.core.errors import KaoheError
from kaohe.core.results.contract import Document, validate
from kaohe.core.results.outline import Line


@dataclass(frozen=True)
class Stored:
    """Stored results; their trees are flat, because a document does not say what hangs below what."""

    whole: Document

    def document(self) -> Document:
        """The document as it was stored."""
        return self.whole

    def outline(self, scheme: str, card: str) -> Sequence[Line]:
        """The card's nodes in document order, all at depth 0."""
        here = (row["node"] for row in self.whole["nodes"] if row["scheme"] == scheme and row["card"] == card)
        return [Line(node) for node in dict.fromkeys(here)]


def read(path: Path) -> Stored:
    """Read and check a results file; KaoheError names the file and what is wrong with it."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise KaoheError(
            f"cannot be read: {error}", "it must be the JSON that `kaohe score` wrote", file=path
        ) from error
    validate(document)
    return Stored(document)
