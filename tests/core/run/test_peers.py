"""Groups of peers against a dictionary of the values themselves."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from kaohe.core.run.peers import grouped

ROW = st.tuples(st.integers(24_000, 24_030), st.sampled_from(["a", "b", None]), st.sampled_from([True, False, None]))


@given(st.lists(ROW, min_size=1), st.lists(ROW, min_size=1))
def test_rows_have_one_number_exactly_if_their_values_agree(left: list[tuple], right: list[tuple]) -> None:
    frames = [
        pl.DataFrame(rows, {"t": pl.Int64, "line": pl.String, "urban": pl.Boolean}, orient="row")
        for rows in (left, right)
    ]
    numbers = [number for series in grouped(frames, ["t", "line", "urban"]) for number in series.to_list()]
    rows = [*left, *right]
    assert len(numbers) == len(rows)
    assert len(set(zip(numbers, rows, strict=True))) == len(set(numbers)) == len(set(rows))


def test_many_wide_keys_stay_within_64_bits() -> None:
    frame = pl.DataFrame({name: [0, 2**40, 0, 5] for name in "abcd"})
    (numbers,) = grouped([frame], list("abcd"))
    assert numbers.to_list()[0] == numbers.to_list()[2] and numbers.n_unique() == 3
