"""Errors a user can act on: what, where, what to do next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

SHOWN = 20
ORDER = (
    "file",
    "sheet",
    "row",
    "line",
    "key",
    "node",
    "scheme",
    "card",
    "table",
    "column",
    "unit",
    "period",
    "indicator",
)
BARE = ("file", "key")


class Problem:
    """One thing that is wrong: ``what``, ``where`` (any of file, sheet, row, unit, ...) and a ``hint``."""

    def __init__(self, what: str, hint: str = "", **where: object) -> None:
        self.what = what
        self.hint = hint
        self.where = {key: where[key] for key in ORDER if where.get(key) is not None}

    def __str__(self) -> str:
        place = ", ".join(f"{key} {value}" if key not in BARE else str(value) for key, value in self.where.items())
        return (f"{place}: " if place else "") + self.what + (f"; {self.hint}" if self.hint else "")

    def __repr__(self) -> str:
        return f"Problem({str(self)!r})"


class KaoheError(Exception):
    """A user's mistake or a fault of data or scheme: every problem found, never a traceback."""

    def __init__(self, problems: Problem | Sequence[Problem] | str, hint: str = "", **where: object) -> None:
        if isinstance(problems, str):
            problems = Problem(problems, hint, **where)
        self.problems = [problems] if isinstance(problems, Problem) else list(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        """The first 20 problems, a line each, then how many more.

        >>> print(KaoheError("unknown unit 'B9'", "did you mean 'B1'?", file="events.csv", row=7))
        events.csv, row 7: unknown unit 'B9'; did you mean 'B1'?
        """
        lines = [str(problem) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            lines.append(f"... and {len(self.problems) - SHOWN} more")
        return "\n".join(lines)


def did_you_mean(name: str, choices: Iterable[str]) -> str:
    """A hint naming the closest choice, or an empty string.

    >>> did_you_mean("complant", ["complaint", "outage"])
    "did you mean 'complaint'?"
    """
    close = get_close_matches(name, list(choices), n=1)
    return f"did you mean '{close[0]}'?" if close else ""
