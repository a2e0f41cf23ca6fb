"""Where the cell of a unit and period is: by number, without a join."""

from __future__ import annotations

import polars as pl


class Places:
    """The rows of a frame of cells (``unit``, ``t``), addressed by the unit's number and the period's."""

    def __init__(self, cells: pl.DataFrame) -> None:
        starts = cells.get_column("t").unique().sort()
        self.height = cells.height
        self.first = int(starts[0]) if starts.len() else 0
        span = int(starts[-1]) - self.first + 1 if starts.len() else 0
        self.periods = starts.len()
        self.numbers = _empty(span).scatter(starts - self.first, pl.int_range(starts.len(), eager=True))
        numbers = cells.get_column("unit").to_physical()
        self.units = int(numbers.max() or 0) + 1 if cells.height else 0  # type: ignore[arg-type]
        where = self._slots(numbers, cells.get_column("t"))
        self.all = pl.int_range(cells.height, eager=True)
        self.rows = _empty(self.units * self.periods).scatter(where, self.all)

    def of(self, units: pl.Series, starts: pl.Series) -> pl.Series:
        """The row of each unit and first month; null where there is no such cell."""
        if not self.height or not units.len():
            return _empty(units.len())
        return self.rows.gather(self._slots(units.to_physical(), starts))

    def _slots(self, units: pl.Series, starts: pl.Series) -> pl.Series:
        known = (units < self.units) & starts.is_between(self.first, self.first + self.numbers.len() - 1)
        if self.periods == 1:
            return pl.select(pl.when(known).then(units)).to_series()
        moved = pl.select(pl.when(known).then(starts - self.first)).to_series()
        return units.cast(pl.Int64) * self.periods + self.numbers.gather(moved)

    def column(self, name: str, places: pl.Series, values: pl.Series) -> pl.Series:
        """A column of the cells that holds the values at their places, elsewhere null."""
        if places.len() == self.height and bool((places == self.all).all(ignore_nulls=False)):
            return values.alias(name)
        return pl.Series(name, [None], values.dtype).new_from_index(0, self.height).scatter(places, values)


def _empty(size: int) -> pl.Series:
    return pl.Series([None], dtype=pl.Int64).new_from_index(0, size)
