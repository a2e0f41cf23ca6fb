"""The texts inside a results document: decimals, fractions, states, periods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from kaohe.core.errors import Problem, did_you_mean
from kaohe.core.results.numbers import plain

STATES = ("value", "no_cases", "missing", "not_assessed", "not_ranked", "pending")
NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
FEN = re.compile(r"-?(0|[1-9]\d*)\.\d\d")
FRACTION = re.compile(r"-?[1-9]\d*/[1-9]\d*")
PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]|Q[1-4]|H[12]))?|\d{4}-(0[1-9]|1[0-2])/\d{4}-(0[1-9]|1[0-2])")
DECIMALS = {"nodes": ("full", "rate", "coverage", "provisional")}


def is_number(text: str) -> bool:
    """Whether this is a plain decimal: ``-0.5``, not ``.5``, ``1e3`` or ``007``."""
    return NUMBER.fullmatch(text) is not None


def wrong_texts(document: Mapping[str, Any]) -> Iterator[Problem]:
    """Every text of a document of the right shape that does not say what its column must say."""
    for table, rows in document.items():
        if table in ("format", "run", "schemes"):
            continue
        for number, row in enumerate(rows, 1):
            for column, what in _row(table, row):
                yield Problem(
                    what, table=table, row=number, column=column, unit=row.get("unit"), period=row.get("period")
                )


def _row(table: str, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    period = row.get("period")
    if period is not None and not PERIOD.fullmatch(period):
        yield "period", f"'{period}' is not a period such as 2014-11, 2014-Q4, 2014-H2, 2014 or 2010-03/2011-02"
    for column in DECIMALS.get(table, ()):
        if row.get(column) is not None and not is_number(row[column]):
            yield column, f"'{row[column]}' is not a plain decimal number"
    if "amount" in row and not FEN.fullmatch(row["amount"]):
        yield "amount", f"'{row['amount']}' is not yuan with two decimals"
    if "rank" in row and not 1 <= row["rank"] <= row["of"]:
        yield "rank", f"{row['rank']} is not a rank of {row['of']}"
    if "state" in row:
        yield from _state(row)
    if "exact" in row:
        yield from _exact(row)


def _state(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if row["state"] not in STATES:
        yield "state", f"'{row['state']}' is not a state {did_you_mean(row['state'], STATES)}".rstrip()
    elif row["state"] == "value" and row["value"] is None:
        yield "value", "the state is 'value', yet there is none"


def _exact(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    text = row["exact"]
    if not FRACTION.fullmatch(text):
        yield "exact", f"'{text}' is not a fraction such as 1225/12"
    elif plain(Fraction(text)) != (row["value"], text):
        yield "exact", f"{text} is {plain(Fraction(text))[0]}, not '{row['value']}', or is not in lowest terms"
