"""Each judged row at the cells that it counts for."""

from __future__ import annotations

import polars as pl

from kaohe.core.run import segments
from kaohe.core.run.judge import Judge
from kaohe.core.run.places import Places
from kaohe.core.tables.hierarchy import ancestors, day_of, holding


def to_cells(
    frame: pl.DataFrame, places: Places, cells: pl.DataFrame, size: int, reach: str, judge: Judge,
    when: str = "same", by: tuple[str, ...] = (),
) -> pl.DataFrame:  # fmt: skip
    """Each row at every cell it counts for: the assessed units at or above its own; with ``reach = own`` the nearest.

    ``?place`` is the cell's row; ``when``: with ``to_date`` a row counts in every later period too, with ``so_far`` in
    those of its year; ``by``: the columns that name its segment.
    """
    starts = cells.get_column("t").unique()
    if when in ("to_date", "so_far"):
        first = pl.col("t") // 12 * 12 if when == "so_far" else 0
        month = pl.col("month")
        frame = frame.join(starts.to_frame("t"), how="cross").filter((month >= first) & (month < pl.col("t") + size))
    elif size <= 12 and not (starts % size != 0).any():
        frame = frame.with_columns((pl.col("month") // size * size).alias("t")).filter(
            pl.col("t").is_in(starts.implode())
        )
    else:
        frame = frame.sort("month").join_asof(
            starts.sort().to_frame("t"), left_on="month", right_on="t", strategy="backward", check_sortedness=False
        )
    assessed = cells.select("unit").unique()
    units = judge.tables.units
    if by:
        assessed = units.join(assessed, on="unit", how="semi").select(
            pl.col("base").cast(units["unit"].dtype).alias("unit")
        )
        assessed = assessed.unique()
    if not by and _alone(units, assessed):
        return _placed(frame, places)
    above = ancestors(units).join(assessed.rename({"unit": "ancestor"}), on="ancestor", how="semi")
    joined = frame.with_row_index("?case").join(above, on="unit", how="inner", maintain_order="left")
    if above["from"].null_count() < above.height or above["to"].null_count() < above.height:
        joined = joined.filter(holding(day_of(frame)))
    if reach == "own":
        joined = joined.sort("levels", maintain_order=True).unique("?case", keep="first", maintain_order=True)
    joined = joined.with_columns(pl.col("ancestor").alias("unit")).drop("ancestor", "from", "to", "levels", "?case")
    if by:
        joined = joined.with_columns(segments.own_id(by).cast(units["unit"].dtype, strict=False).alias("unit"))
    return _placed(joined, places)


def _placed(frame: pl.DataFrame, places: Places) -> pl.DataFrame:
    place = places.of(frame["unit"], frame["t"]).alias("?place")
    return frame.with_columns(place).filter(pl.col("?place").is_not_null())


def _alone(units: pl.DataFrame, assessed: pl.DataFrame) -> bool:
    """Whether no unit stands below an assessed one, so that every row counts for its own unit or for none."""
    parents = units.select(pl.col("parent").alias("unit")).filter(pl.col("unit").is_not_null())
    return assessed.join(parents, on="unit", how="semi").height == 0
