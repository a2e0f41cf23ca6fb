"""What is asked of a run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from kaohe.core.periods import Period
from kaohe.core.program.program import Engine


@dataclass(frozen=True)
class Settings:
    """Settings of one run, as ``kaohe score`` and ``kaohe.toml`` take them.

    ``periods``: the cards of exactly these kinds and periods are shown (none: every period the data cover);
    ``as_of``: seconds since 1970-01-01, the moment of judgement; ``unit_kinds``: card (or "" for all) to kind; ``scope``:
    scheme id to the units that it is for, with all below them (none: every unit).
    """

    engine: Engine
    periods: tuple[Period, ...] = ()
    card: str | None = None
    units: tuple[str, ...] = ()
    unit_kinds: Mapping[str, str] = field(default_factory=dict)
    illustrative: bool = False
    partial: bool = False
    as_of: int | None = None
    empty_survey: Literal["error", "exclude", "met"] = "error"
    ticket_period: Literal["deadline", "accepted", "completed"] = "deadline"
    calendar: str = "CN"
    holidays: frozenset[date] = frozenset()
    extra_workdays: frozenset[date] = frozenset()
    data_from: date | None = None
    scope: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
