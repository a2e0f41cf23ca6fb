"""Scope: a scheme that applies to a part of the organisation sees the units of that part, and their rows, only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import polars as pl

from kaohe.core.errors import KaoheError, Problem, did_you_mean
from kaohe.core.tables.model import OF_UNITS

if TYPE_CHECKING:
    from kaohe.core.tables import Tables


def within(tables: Tables, roots: Sequence[str]) -> Tables:
    """The tables of these units and of all below them; all tables if none are named.

    A unit that moves out of the part has its spell inside it only; its rows are kept for as long as it has one.
    """
    if not roots:
        return tables
    units = tables.units
    kept = set(roots)
    while True:
        inside = units.filter(pl.col("unit").cast(pl.String).is_in(kept) | pl.col("parent").cast(pl.String).is_in(kept))
        grown = kept | set(inside.get_column("unit").cast(pl.String).to_list())
        if grown == kept:
            break
        kept = grown
    placed = pl.col("unit").cast(pl.String).is_in(roots) | pl.col("parent").cast(pl.String).is_in(kept)
    rows = {name: getattr(tables, name).filter(pl.col("unit").cast(pl.String).is_in(kept)) for name in OF_UNITS}
    return replace(tables, units=units.filter(placed), **rows)


def known(scope: Mapping[str, Sequence[str]], tables: Tables) -> None:
    """Raises KaoheError for every unit of a scope that the data do not have."""
    units = set(tables.units.get_column("unit").to_list())
    problems = [
        Problem(f"the scope of {scheme} names {unit!r}, which is no unit of the data", did_you_mean(unit, units))
        for scheme, roots in scope.items()
        for unit in roots
        if unit not in units
    ]
    if problems:
        raise KaoheError(problems)
