"""What the boundary check has reached, missed and found wrong."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field

from kaohe.plugins import session


@dataclass
class Reached:
    """How many boundaries were reached, by which case; why the others were not; what was wrong; how many in doubt.

    ``listed``: the boundaries that ``survivors.toml`` says no row of input can reach, with the reason.
    """

    scheme: str
    listed: dict[str, str] = field(default_factory=dict)
    reached: dict[str, str] = field(default_factory=dict)
    missed: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    runs: int = 0
    in_doubt: int = 0

    def __str__(self) -> str:
        total = len(self.reached) + len(self.missed)
        return f"{self.scheme}: {len(self.reached)} of {total} boundaries reached in {self.runs} runs, {self.in_doubt} decisions in doubt, {len(self.wrong)} mismatches"

    @property
    def problems(self) -> list[str]:
        """Wrong values and decisions, boundaries missed without a listed reason, and listed ones that were reached."""
        missed = [
            f"{self.scheme}: {name} was not reached: {why}"
            for name, why in self.missed.items()
            if name not in self.listed
        ]
        stale = [
            f"{self.scheme}: {name} is listed as out of reach, but was reached"
            for name in self.listed
            if name in self.reached
        ]
        return [*self.wrong, *missed, *stale]


def out_of_reach(scheme: str) -> dict[str, str]:
    """Boundary to reason: the ``[[out_of_reach]]`` tables of ``survivors.toml`` beside the document."""
    path = session.source(scheme).survivors_path
    body = tomllib.loads(path.read_text("utf-8")) if path.exists() else {}
    return {name: entry["reason"] for entry in body.get("out_of_reach", []) for name in entry["boundaries"]}
