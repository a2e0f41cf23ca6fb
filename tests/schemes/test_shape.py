"""What keeps schemes documents: hardly any Python, short documents, operations that more than one scheme needs."""

from __future__ import annotations

import re
from functools import cache

import pytest

from kaohe.core.documents.loading import load
from kaohe.core.operations import BUILT_IN, Operation
from kaohe.plugins.host import Host
from kaohe.plugins.testing.formulas import formulas

SOURCES = {source.id: source for source in Host().schemes()}
OPERATIONS = {kind.name: kind for kind in (*BUILT_IN, *Host().operations())}


@cache
def calls(scheme: str) -> frozenset[str]:
    """Everything that is applied to something in a formula of a scheme's document."""
    raw = load(SOURCES[scheme].path.read_bytes())
    return frozenset(name for _, text in formulas(raw) for name in re.findall(r"\b([a-z_]+)\(", text))


def test_hardly_any_scheme_has_python() -> None:
    def bare(scheme: str) -> bool:
        files = list(SOURCES[scheme].path.parent.rglob("*.py"))
        return [file.name for file in files] == ["__init__.py"] and len(files[0].read_text("utf-8").splitlines()) == 1

    assert len([scheme for scheme in SOURCES if bare(scheme)]) >= len(SOURCES) - 5


@pytest.mark.parametrize("scheme", SOURCES)
def test_documents_are_short(scheme: str) -> None:
    assert len(SOURCES[scheme].path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("name", OPERATIONS)
def test_an_operation_of_one_scheme_says_why(name: str) -> None:
    users = [scheme for scheme in SOURCES if name in calls(scheme)]
    if len(users) < 2:
        assert "One scheme" in said(OPERATIONS[name]) or "No scheme" in said(OPERATIONS[name]), users


def said(kind: type[Operation]) -> str:
    """The docstring of an operation, on one line."""
    return " ".join((kind.__doc__ or "").split())
