"""Quotes: of clauses against the source texts, of cases against the list of examples; skipped where those are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaohe.plugins.host import Host
from kaohe.plugins.testing import cases, check_examples, check_quotes, sources

SHARED = Path(__file__).parents[3] / "shared"
SCHEMES = [source.id for source in Host().schemes()]
TAGS = Path(__file__).parents[1] / "data" / "example_tags.txt"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_clauses_are_quoted_verbatim(scheme: str) -> None:
    if not (SHARED / "sources").exists():
        pytest.skip("the source texts are not here")
    assert check_quotes(scheme, sources(SHARED / "sources")) == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_cases_quote_their_example(scheme: str) -> None:
    if not (SHARED / "SCHEMES.md").exists():
        pytest.skip("the list of schemes is not here")
    assert check_examples(scheme, (SHARED / "SCHEMES.md").read_text("utf-8")) == []


def test_every_example_has_a_case() -> None:
    have = {case.tag for scheme in SCHEMES for case in cases(scheme)}
    assert set(TAGS.read_text("utf-8").split()) <= have
