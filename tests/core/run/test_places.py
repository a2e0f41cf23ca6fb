"""Places: a direct address for every cell, against a search."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kaohe.core.run.places import Places

UNITS = ["A", "B", "C", "D"]
CELL = st.tuples(st.sampled_from(UNITS), st.sampled_from([24_000, 24_001, 24_003, 24_012]))


def frame(cells: list[tuple[str, int]]) -> pl.DataFrame:
    return pl.DataFrame(cells, {"unit": pl.Enum(UNITS), "t": pl.Int64}, orient="row")


@given(st.lists(CELL, unique=True), st.lists(CELL))
def test_a_cell_is_found_where_it_is(cells: list[tuple[str, int]], asked: list[tuple[str, int]]) -> None:
    wanted = frame([*asked, *((unit, t + 1) for unit, t in asked)])
    found = Places(frame(cells)).of(wanted["unit"], wanted["t"])
    assert found.to_list() == [cells.index(cell) if cell in cells else None for cell in wanted.rows()]


def test_a_column_holds_the_values_at_their_places() -> None:
    places = Places(frame([("A", 24_000), ("B", 24_000), ("C", 24_000)]))
    assert places.column("x", pl.Series([2, 0]), pl.Series([7, 8])).to_list() == [8, None, 7]
