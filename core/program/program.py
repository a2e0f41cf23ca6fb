"""Named formulas over one frame: compile, run on an engine, settle the rows in doubt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import narwhals as nw
import polars as pl

from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.core.language.tree import Expression
from kaohe.core.numbers import Code, Items, Nil, Num, Quot, Sheet, Truth, Value
from kaohe.core.numbers.division import cut
from kaohe.core.operations import Operation
from kaohe.core.program.column import Column
from kaohe.core.program.compiler import Compiler

if TYPE_CHECKING:
    from kaohe.core.operations.base import Plain

DOUBT = "?"
PLACE = "?row"


class Engine(Protocol):
    """Where columns are computed: a polars frame in, a lazy narwhals frame to work on, a polars frame out."""

    @property
    def name(self) -> str:
        """The name that --engine takes."""
        ...

    def lazy(self, frame: pl.DataFrame) -> nw.LazyFrame:  # type: ignore[type-arg]
        """The frame on this engine."""
        ...

    def collect(self, frame: nw.LazyFrame) -> pl.DataFrame:  # type: ignore[type-arg]
        """The computed frame; whole numbers as Int64. The order of rows is free."""
        ...


@dataclass
class Program:
    """Formulas under construction over the columns of a frame; ``columns`` grows with each definition."""

    columns: dict[str, Column]
    constants: Mapping[str, Value]
    operations: Mapping[str, Operation]
    digits: int = 12
    sheet: Sheet = field(init=False)
    defined: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.sheet = Sheet(self.digits)
        self.values: dict[str, Value] = {}
        self.reads: dict[str, None] = {}
        self.compiler = Compiler(self.sheet, self.name, self.operations)
        self.alarms: list[tuple[nw.Expr, int]] = []

    def name(self, name: str) -> Value:
        """The value that a name stands for."""
        if name in self.values:
            return self.values[name]
        if name in self.columns:
            self.reads |= dict.fromkeys(self.columns[name].cells)
            return self.columns[name].value()
        if name in self.constants:
            return self.constants[name]
        choices = {**self.values, **self.columns, **self.constants}
        raise KaoheError(f"unknown name {name!r}", did_you_mean(name, choices))

    def define(self, name: str, tree: Expression, quantity: str | None = None, aside: bool = False) -> Column:
        """A formula under a name; later formulas may read it. ``aside``: nobody sees it, a quotient need not be divided."""
        return self.keep(name, self.compiler.value(tree), quantity, aside)

    def keep(self, name: str, value: Value, quantity: str | None = None, aside: bool = False) -> Column:
        """A value as the column ``name`` of the frame."""
        column, kept = self._stored(name, value, quantity, aside)
        self.columns[name] = column
        self.values[name] = kept
        self.defined.append(name)
        self.alarms += self.sheet.take()
        return column

    def _stored(self, name: str, value: Value, quantity: str | None, aside: bool) -> tuple[Column, Value]:
        match value:
            case Num():
                kept = self.sheet.named(name, value)
                return Column(name, "number", value.range, nullable=value.range.nullable, quantity=quantity), kept
            case Quot(top, bottom, least, most):
                held = self.sheet.named(name, cut(self.sheet, value, whole=aside))
                upper, lower = self.sheet.named(f"{name}#n", top), self.sheet.named(f"{name}#d", bottom)
                assert isinstance(held, Num) and isinstance(upper, Num) and isinstance(lower, Num)
                parts = ((f"{name}#n", top.range), (f"{name}#d", bottom.range))
                nullable, ends = top.range.nullable, (least, most)
                column = Column(name, "number", held.range, (), nullable, quantity, parts, ends)
                return column, Quot(upper, lower, least, most, held)
            case Truth(_, nullable):
                column = Column(name, "truth", nullable=nullable, quantity=quantity or "yes_no")
                return column, self.sheet.named(name, value)
            case Code(_, codes, nullable):
                column = Column(name, "code", codes=codes, nullable=nullable, quantity=quantity)
                return column, self.sheet.named(name, value)
            case Nil():
                self.sheet.let(nw.lit(None, nw.Int64()), 0, name)
                return Column(name, "nothing", quantity=quantity), value
            case Items(expr, level):
                self.sheet.let(expr, level, name)
                return Column(name, "items", quantity=quantity), value
        raise KaoheError(f"{name}: a table is not a value")

    def run(self, frame: pl.DataFrame, engine: Engine) -> pl.DataFrame:
        """The frame with a column per definition, and ``?`` where the columns could not decide; the order stays.

        Only the columns that the formulas read go through the engine; a frame without rows needs none.
        """
        if not frame.height:
            empty = {
                cell: _kind(self.columns[name], cell) for name in self.defined for cell in self.columns[name].cells
            }
            return frame.with_columns(
                pl.Series(name, [], kind) for name, kind in (empty | {DOUBT: pl.Boolean()}).items()
            )
        lazy = engine.lazy(_numbered(frame, [name for name in self.reads if name in frame.columns]))
        lookups = list(self.sheet.lookups)
        alarms = [(self.sheet.let(when.fill_null(False), level)[2], level) for when, level in self.alarms]
        for level, batch in enumerate(self.sheet.batches):
            lazy = lazy.with_columns(**batch) if batch else lazy
            for at, key, target, table in lookups:
                if at == level + 1:
                    pairs = {key: list(table), target: list(table.values())}
                    side = pl.DataFrame(pairs, schema={key: pl.Int64, target: pl.Int64})
                    lazy = lazy.join(engine.lazy(side), on=key, how="left")
        doubt = nw.any_horizontal(*(nw.col(name) for name, _ in alarms), ignore_nulls=True) if alarms else nw.lit(False)
        lazy = lazy.with_columns(doubt.alias(DOUBT))
        wanted = [PLACE, *(cell for name in self.defined for cell in self.columns[name].cells), DOUBT]
        done = engine.collect(lazy.select(*dict.fromkeys(wanted)))
        if not done.get_column(PLACE).is_sorted():
            done = done.sort(PLACE)
        return frame.with_columns(done.drop(PLACE).get_columns())


def _kind(column: Column, cell: str) -> pl.DataType:
    """The type in which a frame holds a cell of a column."""
    kinds: dict[str, pl.DataType] = {"truth": pl.Boolean(), "code": pl.String(), "items": pl.List(pl.String())}
    return kinds.get(column.kind, pl.Int64()) if cell == column.name else pl.Int64()


def _numbered(frame: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """The named columns with the number of each row; ids of units become text."""
    place = pl.int_range(pl.len(), dtype=pl.Int64).alias(PLACE)
    return frame.select(place, *names).with_columns(pl.col(pl.Enum).cast(pl.String))


def patch(
    frame: pl.DataFrame,
    rows: Sequence[int],
    columns: Sequence[Column],
    compute: Callable[[int, Column], Plain],
) -> pl.DataFrame:
    """The frame with the given columns of the given rows (by position) replaced by values computed in fractions."""
    if not rows:
        return frame
    cells: dict[str, list[object]] = {}
    for row in rows:
        held = frame.row(row, named=True)
        for column in columns:
            value = compute(row, column)
            right = column.parts is not None and column.read(held) == value
            written = {name: held[name] for name in column.cells} if right else column.write(value)
            for name, cell in written.items():
                cells.setdefault(name, []).append(cell)
    index = pl.Series("row", rows, dtype=pl.UInt32)
    replaced = []
    for name, values in cells.items():
        series = frame.get_column(name)
        replaced.append(series.scatter(index, pl.Series(name, values, dtype=series.dtype)))
    return frame.with_columns(replaced)


__all__ = ["DOUBT", "Engine", "Program", "patch"]
