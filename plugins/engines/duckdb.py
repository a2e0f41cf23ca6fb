"""DuckDB: the columns live in one in-memory database, so that all frames of this engine can be joined."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import duckdb
    import narwhals as nw
    import polars as pl


class DuckDB:
    """Relations of DuckDB (the extra ``kaohe[duckdb]``)."""

    name = "duckdb"

    @cached_property
    def _connection(self) -> duckdb.DuckDBPyConnection:
        from kaohe.core.errors import KaoheError

        try:
            import duckdb
            import pyarrow  # noqa: F401
        except ImportError as error:
            raise KaoheError(f"the engine duckdb is not installed ({error})", "pip install 'kaohe[duckdb]'") from error
        return duckdb.connect()

    def lazy(self, frame: pl.DataFrame) -> nw.LazyFrame[Any]:
        import narwhals as nw

        relation = self._connection.from_arrow(frame.to_arrow())
        return nw.from_native(relation)

    def collect(self, frame: nw.LazyFrame[Any]) -> pl.DataFrame:
        """Sums are HUGEINT inside: every integer column is cast back to Int64, and a value beyond it is an error."""
        import narwhals as nw
        import narwhals.selectors as ncs

        whole = (
            nw.Int8,
            nw.Int16,
            nw.Int32,
            nw.Int128,
            nw.UInt8,
            nw.UInt16,
            nw.UInt32,
            nw.UInt64,
            nw.UInt128,
            nw.Decimal,
        )
        fitted = frame.with_columns(ncs.by_dtype(*whole).cast(nw.Int64))
        collected: pl.DataFrame = fitted.collect(backend="polars").to_native()
        return collected
