"""The manifest of one run into a store: what it settled, by which rules, from which rows, in which files."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from kaohe.core.errors import KaoheError

FORMAT = "kaohe.store/1"


@dataclass(frozen=True)
class Run:
    """``settled``: periods by scheme; ``schemes``: as a results document has them; ``call``: how they were named.

    ``last``: the last month whose rows are kept; ``files``: sha256 by path inside the store.
    """

    number: int
    kaohe: str
    written_at: str
    last: str
    settled: dict[str, list[str]]
    settings: dict[str, Any]
    call: dict[str, Any]
    schemes: list[dict[str, Any]]
    inputs: list[dict[str, Any]]
    kept: list[dict[str, Any]]
    files: dict[str, str] = field(default_factory=dict)

    def text(self) -> str:
        """As the manifest is written."""
        return json.dumps({"format": FORMAT} | asdict(self), ensure_ascii=False, indent=1, default=str) + "\n"


def read_run(path: Path) -> Run:
    """A manifest; KaoheError if it is none."""
    try:
        held = json.loads(path.read_text("utf-8"))
        if held.pop("format") != FORMAT:
            raise ValueError(f"its format is not {FORMAT}")
        return Run(**held)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KaoheError(f"this manifest cannot be read: {error}", "restore it from a copy", file=str(path)) from None
