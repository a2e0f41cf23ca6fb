"""What one comparison needs: a scheme, its oracle, its generator, and a changed number that must be noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.oracles.common import Outcome, Parameters, Span, Tables
from tests.oracles.data_common import Generated, Mode

Assess = Callable[[Tables, Parameters, Span], Outcome]
Generate = Callable[[int, int, Mode], Generated]
MODES: tuple[Mode, ...] = ("random", "ties", "near_ties", "thresholds")


@dataclass(frozen=True)
class Subject:
    """One comparison. ``others``: schemes that run along; ``rows``: row results compared; ``ranked``: rank node names.

    ``cycle``: the span itself is a period too. ``changed``: a piece of the document and what it becomes in the negative
    control, one number apart.
    """

    name: str
    scheme: str
    generate: Generate
    assess: Assess
    changed: tuple[str, str]
    others: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    ranked: tuple[tuple[str, str], ...] = ()
    cycle: bool = False

    @property
    def change(self) -> str:
        """The negative control in words."""
        return " -> ".join(self.changed)
