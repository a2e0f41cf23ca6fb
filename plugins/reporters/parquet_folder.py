"""Results as a folder of Parquet files, one per table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from kaohe.core.results.outline import Reportable
from kaohe.core.results.texts import is_number
from kaohe.plugins.reporters.atomic import needs_folder, whole_folder
from kaohe.plugins.reporters.flat import Cell, Kind, Sheet, about, illustrative, sheets

if TYPE_CHECKING:
    import polars as pl

    from kaohe.core.results import CardResult


@runtime_checkable
class Wide(Reportable, Protocol):
    """Results that also have a frame per card."""

    @property
    def large(self) -> bool: ...

    @property
    def cards(self) -> dict[tuple[str, str], CardResult]: ...

    def about(self) -> dict[str, Any]: ...


@dataclass(frozen=True)
class Parquet:
    """Writes ``nodes.parquet``, ...; decimals as DECIMAL(38, 12), ``value`` as text with ``value_number`` beside.

    Beside them, or of a large run instead of them, ``SCHEME.CARD.parquet``: a row per unit and period, exact whole
    numbers; the file's metadata say what each column means.
    """

    name: str = "parquet"
    suffix: str = ".parquet"

    def write(self, results: Reportable, out: Path | None) -> None:
        """Write every table, empty ones too; KaoheError without a folder."""
        with whole_folder(needs_folder(out, self.name)) as part:
            wide = results if isinstance(results, Wide) else None
            for sheet in about(wide.about()) if wide and wide.large else sheets(results.document()):
                frame(sheet).write_parquet(part / f"{sheet.name}.parquet")
            loud = illustrative(wide.about()) if wide else set()
            for (scheme, card), cells in wide.cards.items() if wide else ():
                file = part / f"{scheme.replace('/', '_')}.{card}.parquet"
                _labelled(cells.frame, scheme in loud).write_parquet(file, metadata=cells.metadata())


def _labelled(cells: pl.DataFrame, loud: bool) -> pl.DataFrame:
    import polars as pl

    return cells.with_columns(pl.lit(["illustrative"]).alias("labels")) if loud else cells


def frame(sheet: Sheet) -> pl.DataFrame:
    """The table as a frame with typed columns."""
    import polars as pl

    series: list[pl.Series] = []
    for number, (column, kind) in enumerate(sheet.columns.items()):
        cells = [row[number] for row in sheet.rows]
        if kind == "number":
            series.append(_decimals(column, cells))
        else:
            series.append(pl.Series(column, cells, _type(kind)))
        if kind == "value":
            series.append(_decimals(f"{column}_number", cells))
    return pl.DataFrame(series)


def _decimals(column: str, cells: list[Cell]) -> pl.Series:
    import polars as pl

    values = [Decimal(cell) if isinstance(cell, str) and is_number(cell) else None for cell in cells]
    return pl.Series(column, values, pl.Decimal(38, 12))


def _type(kind: Kind) -> pl.DataType:
    import polars as pl

    known: dict[Kind, pl.DataType] = {"whole": pl.Int64(), "yes_no": pl.Boolean(), "list": pl.List(pl.String())}
    return known.get(kind, pl.String())
