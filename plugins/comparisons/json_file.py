"""``kaohe.compare/1`` as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kaohe.plugins.reporters.atomic import place, whole_file

if TYPE_CHECKING:
    from kaohe.core.compare import Comparison


@dataclass(frozen=True)
class Json:
    """Prints the document, or writes ``comparison.json``; the same bytes for the same comparison."""

    name: str = "json"
    suffix: str = ".json"

    def write(self, comparison: Comparison, out: Path | None) -> None:
        """Write the whole document, UTF-8, two spaces, ending in a newline."""
        text = json.dumps(comparison.document(), ensure_ascii=False, indent=2) + "\n"
        if out is None:
            sys.stdout.write(text)
            return
        with whole_file(place(out, self.suffix, "comparison")) as part:
            part.write_text(text, encoding="utf-8", newline="\n")
