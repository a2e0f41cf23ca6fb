"""Polars, embedded: the default engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl


class Polars:
    """Lazy frames of polars, collected on this machine."""

    name = "polars"

    def lazy(self, frame: pl.DataFrame) -> nw.LazyFrame[Any]:
        import narwhals as nw

        return nw.from_native(frame.lazy())

    def collect(self, frame: nw.LazyFrame[Any]) -> pl.DataFrame:
        """Integer columns of any width come out as Int64; a value beyond it is an error."""
        import polars as pl
        import polars.selectors as cs

        collected: pl.DataFrame = frame.to_native().collect()
        return collected.with_columns(cs.integer().cast(pl.Int64))
