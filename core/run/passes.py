"""Passes over the periods of a card, put together: every column on one grid."""

from __future__ import annotations

from math import lcm

import polars as pl

from kaohe.core.numbers import Range
from kaohe.core.program import Column

Pass = tuple[pl.DataFrame, dict[str, Column]]


def together(passes: list[Pass], names: list[str]) -> tuple[pl.DataFrame | None, dict[str, Column]]:
    """The frames of several passes as one, and what its columns ``names`` mean; None before the first pass."""
    if not passes:
        return None, {}
    merged: dict[str, Column] = {}
    frames = [frame for frame, _ in passes]
    for name in names:
        columns = [columns[name] for _, columns in passes]
        frames, merged[name] = _on_one_grid(name, frames, columns)
    return pl.concat(frames, how="diagonal_relaxed"), merged


def _on_one_grid(name: str, frames: list[pl.DataFrame], columns: list[Column]) -> tuple[list[pl.DataFrame], Column]:
    real = [column for column in columns if column.kind != "nothing"]
    if not real or real[0].kind != "number":
        return frames, (real or columns)[0]
    if any(column.parts is None for column in real) or len(real) < len(columns):
        real = [Column(c.name, c.kind, c.range, c.codes, True, c.quantity) for c in real]
    grid = lcm(*(column.range.denominator for column in real))
    frames = [_finer(frame, name, grid, column) for frame, column in zip(frames, columns, strict=True)]
    span = _joined([column.range.finer(grid) for column in real])
    parts, ends = None, None
    if real[0].parts is not None:
        pieces = []
        for side in (0, 1):
            part = [column.parts[side] for column in real if column.parts is not None]
            fine = lcm(*(r.denominator for _, r in part))
            label = part[0][0]
            frames = [
                frame.with_columns(pl.col(label) * (fine // r.denominator))
                for frame, (_, r) in zip(frames, part, strict=True)
            ]
            pieces.append((label, _joined([r.finer(fine) for _, r in part])))
        parts = (pieces[0], pieces[1])
        ends = (min(c.ends[0] for c in real if c.ends), max(c.ends[1] for c in real if c.ends))
    return frames, Column(name, "number", span, (), True, real[0].quantity, parts, ends)


def _finer(frame: pl.DataFrame, name: str, grid: int, column: Column) -> pl.DataFrame:
    factor = grid // column.range.denominator
    return frame if factor == 1 or column.kind == "nothing" else frame.with_columns(pl.col(name) * factor)


def _joined(ranges: list[Range]) -> Range:
    total = ranges[0]
    for one in ranges[1:]:
        total = total.joined(one)
    return total
