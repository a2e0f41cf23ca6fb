"""Rows tables that stand on themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from kaohe.core.documents.model import Rows
from kaohe.core.errors import Problem


def walked(start: str, above: Callable[[str], str | None]) -> list[str]:
    """The names from ``start`` upward, to the top or to the first one that comes a second time.

    >>> walked("a", {"a": "b", "b": "a"}.get)
    ['a', 'b', 'a']
    """
    path = [start]
    while (name := above(path[-1])) is not None:
        path.append(name)
        if name in path[:-1]:
            return path
    return path


def of_rows(rows: Mapping[str, Rows]) -> Iterator[Problem]:
    """Rows tables that stand on each other in a circle, each circle once."""

    def below(name: str) -> str | None:
        return next((of for of in rows[name].of if of in rows and of != name), None)

    said: set[str] = set()
    for name in rows:
        circle = _circle(walked(name, below))
        if said.isdisjoint(circle):
            said |= set(circle)
            if circle:
                what = f"the rows tables stand on each other in a circle: {' -> '.join(circle)}"
                hint = "let one of them read a kind of event or ticket"
                yield Problem(what, hint, key=("rows", circle[0], "of"))


def _circle(path: list[str]) -> list[str]:
    """The end of a path that comes back to itself; none if it does not."""
    return path[path.index(path[-1]) :] if path[-1] in path[:-1] else []
