"""One frame that is random, rich in ties and thresholds, near to ties, and has nothing and zero in every place."""

from __future__ import annotations

import random

import polars as pl

from kaohe.core.numbers import Range
from kaohe.core.program import Column

LEVELS = ("low", "mid", "high")
ROWS = 400
DAY = 86_400
TIME = (0, 2 * 10**9)
TABLES: dict[str, dict[str, object]] = {}

COLUMNS = {
    column.name: column
    for column in (
        Column("n", "number", Range(1, 0, 10**6)),
        Column("d", "number", Range(1, 0, 10**6)),
        Column("k", "number", Range(1, -1000, 1000)),
        Column("x", "number", Range.of(-1000, 1000, 100)),
        Column("y", "number", Range.of(0, 200, 100, nullable=True)),
        Column("positive", "number", Range(1, 1, 1000, nullable=True)),
        Column("negative", "number", Range(1, -1000, 0)),
        Column("zero", "number", Range(1, 0, 0, nullable=True)),
        Column("p", "number", Range(1, 0, 2 * 10**12)),
        Column("q", "number", Range(1, 0, 2 * 10**12)),
        Column("level", "code", codes=LEVELS),
        Column("grade", "code", codes=LEVELS, nullable=False),
        Column("kind", "code"),
        Column("yes", "truth"),
        Column("sure", "truth", nullable=False),
        Column("items", "items"),
        Column("absent", "nothing"),
        Column("at", "number", Range(1, *TIME)),
        Column("done", "number", Range(1, *TIME, nullable=True)),
        Column("due", "number", Range(1, *TIME, nullable=True)),
    )
}
"""Rates n / d and p / q stand on, beside and far from 95 %; p / q differs from it by about 1e-12."""


def frame(rows: int = ROWS, seed: int = 1) -> pl.DataFrame:
    """Rows of ``COLUMNS`` with their number as ``?row``."""
    r = random.Random(seed)
    made = [_row(r) | {"?row": place, "absent": None} for place in range(rows)]
    schema: dict[str, pl.DataType] = {"?row": pl.Int64()}
    types = {"code": pl.String(), "truth": pl.Boolean(), "items": pl.List(pl.String())}
    schema |= {name: types.get(column.kind, pl.Int64()) for name, column in COLUMNS.items()}
    return pl.DataFrame(made, schema=schema)


def _row(r: random.Random) -> dict[str, object]:
    n, d = _rate(r, 10**3)
    p, q = _rate(r, 10**10)
    at = r.randrange(1_390_000_000, 1_420_000_000)
    due = at + r.choice([0, 1, 59, 60, 3600, DAY])
    return {
        "n": n,
        "d": d,
        "k": r.choice([r.randint(-20, 20), r.randint(-1000, 1000), 0, 1]),
        "x": r.choice([r.randint(-1000, 1000) * 5, r.randint(-100_000, 100_000), 9500 + r.randint(-1, 1)]),
        "y": r.choice([None, r.randint(0, 20_000), 9500 + r.randint(-1, 1), 0]),
        "positive": r.choice([None, 1, r.randint(1, 1000)]),
        "negative": r.choice([0, -1, r.randint(-1000, 0)]),
        "zero": r.choice([None, 0]),
        "p": p,
        "q": q,
        "level": r.choice([None, *LEVELS]),
        "grade": r.choice(LEVELS),
        "kind": r.choice([None, "complaint", "outage"]),
        "yes": r.choice([None, True, False]),
        "sure": r.choice([True, False]),
        "items": r.choice([None, [], ["low"], ["low", "high"], ["mid", "mid"]]),
        "at": r.choice([at, at // DAY * DAY, at // DAY * DAY + DAY - 1]),
        "due": r.choice([None, due, due]),
        "done": r.choice([None, due, due - 1, due + 1, at]),
    }


def _rate(r: random.Random, size: int) -> tuple[int, int]:
    """Two numbers whose ratio is 0.95, one unit beside it, 1, random or without cases."""
    m = r.randint(1, size)
    beside = (95 * m + r.randint(-1, 1), 100 * m)
    return r.choice([beside, beside, (m, m), (r.randint(0, 2 * m), m), (m, 0), (0, m), (0, 0)])
