"""The quote check: clauses quote their source word for word, cases the examples that they restate."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from kaohe.plugins import session
from kaohe.plugins.testing.cases import cases


def folded(text: str) -> str:
    """Text without spaces, full-width forms as plain ones.

    >>> folded("扣 2分")
    '扣2分'
    """
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def sources(folder: Path) -> dict[str, str]:
    """The source texts (``*.txt``) of a folder by file name without ending."""
    return {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))}


def check_quotes(scheme: str, texts: Mapping[str, str]) -> list[str]:
    """Clauses whose quote is not in the text that ``at`` names (``FILE:place``, FILE the beginning of a name).

    A quote may leave words out with ``…``. A clause has a quote and a place, or is ``not_modelled`` with a reason.
    """
    known = {name: folded(text) for name, text in texts.items()}
    problems = []
    for name, clause in session.load(scheme).text.get("clause", {}).items():
        if clause.get("not_modelled") and "quote" not in clause:
            continue
        if "quote" not in clause or "at" not in clause:
            problems.append(f"{scheme}, clause {name}: no quote, or not said where it stands (at)")
            continue
        file = clause["at"].partition(":")[0]
        found = [text for known_name, text in known.items() if known_name.startswith(file)]
        if not found:
            problems.append(f"{scheme}, clause {name}: there is no source {file!r}")
        for piece in clause["quote"].split("…"):
            if found and not any(folded(piece) in text for text in found):
                problems.append(f"{scheme}, clause {name}: {piece!r} is not in {file}")
    return problems


def check_examples(scheme: str, text: str, path: Path | None = None) -> list[str]:
    """Cases whose ``quote`` is not in the text of examples."""
    known = folded(text)
    return [
        f"{scheme}, case {case.name!r}: its quote is not among the examples"
        for case in cases(scheme, path)
        if case.quote and folded(case.quote) not in known
    ]
