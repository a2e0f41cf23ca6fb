"""Groups of peers: cells of one period whose attributes agree, each group with a number."""

from __future__ import annotations

from itertools import pairwise

import polars as pl


def grouped(frames: list[pl.DataFrame], names: list[str]) -> list[pl.Series]:
    """For each frame the number of each row's group; rows with the same ``names`` have the same number in every frame.

    Nothing agrees with nothing.
    """
    ends = [0]
    for frame in frames:
        ends.append(ends[-1] + frame.height)
    number = pl.repeat(0, ends[-1], dtype=pl.Int64, eager=True)
    groups = 1
    numbered = [frame.select(pl.col(names).to_physical()) for frame in frames]
    for name in names:
        codes = _coded(pl.concat([frame.get_column(name) for frame in numbered]))
        least, most = (int(end or 0) for end in (codes.min(), codes.max()))  # type: ignore[arg-type]
        if least == most and not codes.null_count():
            continue
        width = most - least + 2
        if groups * width > 2**62:
            number = number.rank("dense").cast(pl.Int64)
            groups = int(number.max() or 0) + 1  # type: ignore[arg-type]
        number = number * width + (codes - least + 1).fill_null(0)
        groups *= width
    return [number.slice(start, end - start) for start, end in pairwise(ends)]


def _coded(values: pl.Series) -> pl.Series:
    """Whole numbers that are equal exactly where the values of this one column are."""
    if values.dtype.is_integer():
        return values.cast(pl.Int64)
    return values.cast(pl.String).cast(pl.Categorical).to_physical().cast(pl.Int64)
