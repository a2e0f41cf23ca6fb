"""The engines of the house: polars, the default, and duckdb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kaohe.plugins.engines.duckdb import DuckDB
from kaohe.plugins.engines.polars import Polars
from kaohe.plugins.hookspecs import hookimpl

if TYPE_CHECKING:
    from kaohe.plugins.protocols import Engine


@hookimpl
def kaohe_engines() -> list[Engine]:
    return [Polars(), DuckDB()]
