"""The examples in docstrings are true."""

from __future__ import annotations

import doctest
from collections.abc import Iterator
from importlib import import_module
from pkgutil import walk_packages

import pytest


def modules() -> Iterator[str]:
    for room in ("core", "plugins", "schemes", "cli"):
        package = import_module(f"kaohe.{room}")
        yield package.__name__
        yield from (found.name for found in walk_packages(package.__path__, f"{package.__name__}."))


@pytest.mark.parametrize("name", list(modules()))
def test_docstrings(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0
