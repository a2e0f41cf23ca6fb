"""Quotes: of clauses against the source texts, of cases against the list of examples; skipped where those are not."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from kaohe.plugins import session
from kaohe.plugins.host import Host
from kaohe.plugins.testing import cases

SHARED = Path(__file__).parents[3] / "shared"
SCHEMES = [source.id for source in Host().schemes()]
TAGS = Path(__file__).parents[1] / "data" / "example_tags.txt"


def folded(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_clauses_are_quoted_verbatim(scheme: str) -> None:
    if not (SHARED / "sources").exists():
        pytest.skip("the source texts are not here")
    sources = {path.name[:3]: folded(path.read_text("utf-8")) for path in (SHARED / "sources").glob("*.txt")}
    for name, clause in session.load(scheme).text["clause"].items():
        if "quote" in clause:
            for piece in clause["quote"].split("…"):
                assert folded(piece) in sources[clause["at"][:3]], f"{scheme}, clause {name}"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_cases_quote_their_example(scheme: str) -> None:
    if not (SHARED / "SCHEMES.md").exists():
        pytest.skip("the list of schemes is not here")
    text = folded((SHARED / "SCHEMES.md").read_text("utf-8"))
    for case in cases(scheme):
        if case.quote:
            assert folded(case.quote) in text, case.name


def test_every_example_has_a_case() -> None:
    have = {case.tag for scheme in SCHEMES for case in cases(scheme)}
    assert set(TAGS.read_text("utf-8").split()) <= have
