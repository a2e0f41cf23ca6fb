"""Table measurements: one row per key, the right kind of number, inside the declared range."""

from __future__ import annotations

from typing import Any

import polars as pl

from kaohe.core.catalogue import Catalogue, Indicator
from kaohe.core.errors import did_you_mean
from kaohe.core.tables.decimals import MILLION
from kaohe.core.tables.findings import Findings
from kaohe.core.tables.keys import unique

KEY = ["unit", "period", "indicator", "segment"]
VALUE, PART, WHOLE = pl.col("value"), pl.col("numerator"), pl.col("denominator")


def check(frame: pl.DataFrame, words: Catalogue, findings: Findings) -> None:
    """Report duplicate keys and, by indicator, whatever its declaration excludes."""
    unique(frame, KEY, findings)
    _segments(frame, words, findings)
    facts = (
        frame.lazy()
        .group_by("indicator")
        .agg(
            low=VALUE.min(),
            high=VALUE.max(),
            values=VALUE.count(),
            parts=PART.count(),
            wholes=WHOLE.count(),
            paired=(PART.is_not_null() & WHOLE.is_not_null()).sum(),
            both=(PART.is_not_null() & VALUE.is_not_null()).sum(),
            least=PART.min(),
            most=PART.max(),
            most_whole=WHOLE.max(),
            least_whole=WHOLE.min(),
            excess=(PART - WHOLE).max(),
        )
        .collect()
    )
    for fact in facts.iter_rows(named=True):
        indicator = words.indicators.get(fact["indicator"] or "")
        if indicator is not None and not _plain(fact, indicator):
            _look(frame.filter(pl.col("indicator") == indicator.name), indicator, findings)


def _segments(frame: pl.DataFrame, words: Catalogue, findings: Findings) -> None:
    """A segment that its indicator does not list would be left out of every sum in silence."""
    if frame["segment"].null_count() == frame.height:
        return
    segments = {name: set(indicator.segments) for name, indicator in words.indicators.items()}
    wrong = [
        pair
        for pair in frame.select("indicator", "segment").drop_nulls().unique().rows()
        if segments.get(pair[0], set()) - {"*", pair[1]} and pair[1] not in segments[pair[0]]
    ]

    def say(row: dict[str, str]) -> tuple[str, str]:
        known = words.indicators[row["indicator"]].segments
        hint = did_you_mean(row["segment"], known) or f"it is one of {', '.join(known)}"
        return f"unknown segment {row['segment']!r} of {row['indicator']}", hint

    if wrong:
        faulty = pl.DataFrame(wrong, {"indicator": frame.schema["indicator"], "segment": pl.String}, orient="row")
        bad = frame.join(faulty, on=["indicator", "segment"], how="semi", maintain_order="left")
        findings.rows(bad, pl.lit(True), say, "segment")


def _plain(fact: dict[str, Any], indicator: Indicator) -> bool:
    """Whether the group as a whole shows that no row can be wrong."""
    low, high = indicator.at_least * MILLION, indicator.at_most * MILLION
    return (
        (fact["low"] is None or (low <= fact["low"] and fact["high"] <= high))
        and fact["parts"] == fact["wholes"] == fact["paired"]
        and not fact["both"]
        and (not fact["parts"] or indicator.form == "rate")
        and (not fact["parts"] or _plain_rate(fact, indicator))
    )


def _plain_rate(fact: dict[str, Any], indicator: Indicator) -> bool:
    if fact["excess"] is None or max(fact["most"], fact["most_whole"]) > indicator.parts * MILLION:
        return False
    if fact["least"] < 0 or fact["least_whole"] < 0:
        return False
    if indicator.share:
        return bool(fact["excess"] <= 0)
    return bool(fact["most"] <= _most(indicator) * fact["least_whole"])


def _most(indicator: Indicator) -> int:
    """The upper bound of numerator / denominator."""
    return indicator.at_most // 100 if indicator.percent else indicator.at_most


def _look(rows: pl.DataFrame, indicator: Indicator, findings: Findings) -> None:
    name = indicator.name

    def report(bad: pl.Expr, say: Any) -> None:
        findings.rows(rows, bad.fill_null(False), say)

    if indicator.form == "value":
        report(
            PART.is_not_null() | WHOLE.is_not_null(),
            lambda row: (f"{name} is a value, not a rate", "fill the column value"),
        )
    report(
        PART.is_null() ^ WHOLE.is_null(),
        lambda row: (f"{name} lacks its {'numerator' if row['numerator'] is None else 'denominator'}", "give both"),
    )
    report(
        PART.is_not_null() & WHOLE.is_not_null() & VALUE.is_not_null(),
        lambda row: (f"{name} has a value and a numerator with denominator", "give one of the two forms"),
    )
    if indicator.at_least >= 0:
        for column in ("value", "numerator"):
            bad = pl.col(column) < 0
            report(
                bad,
                lambda row, column=column: (f"{_of(name, column)} is {shown(row[column])}, but cannot be negative", ""),
            )
    report(
        WHOLE < 0, lambda row: (f"the denominator of {name} is {shown(row['denominator'])}, but cannot be negative", "")
    )
    outside = (indicator.at_most * MILLION < VALUE) | (indicator.at_least * MILLION > VALUE) & (indicator.at_least != 0)
    report(outside, lambda row: _outside(indicator, shown(row["value"])))
    if indicator.share:
        report(
            PART > WHOLE,
            lambda row: (
                f"{name} is a share, but its numerator {shown(row['numerator'])} "
                f"exceeds its denominator {shown(row['denominator'])}",
                "a share cannot be above 100 %",
            ),
        )
    elif indicator.form == "rate":
        report(*_quotient(indicator))
    report(
        (indicator.parts * MILLION < PART) | (indicator.parts * MILLION < WHOLE),
        lambda row: (f"a part of {name} is above {indicator.parts}", ""),
    )


def _quotient(indicator: Indicator) -> tuple[pl.Expr, Any]:
    """Where numerator / denominator is above the declared range (the division is whole, so nothing overflows)."""
    most = _most(indicator)
    quotient = PART // pl.when(WHOLE > 0).then(WHOLE)
    above = (quotient > most) | ((quotient == most) & (PART % pl.when(WHOLE > 0).then(WHOLE) > 0))
    return above, lambda row: _outside(indicator, f"{shown(row['numerator'])} / {shown(row['denominator'])}")


def _outside(indicator: Indicator, value: str) -> tuple[str, str]:
    unit = " %" if indicator.percent else ""
    if indicator.share:
        return f"{indicator.name} is {value}{unit}, but a share cannot be above 100 %", ""
    return f"{indicator.name} is {value}, outside {indicator.at_least} to {indicator.at_most}{unit}", ""


def _of(name: str, column: str) -> str:
    return name if column == "value" else f"the numerator of {name}"


def shown(millionths: int) -> str:
    """A number of millionths as plain text.

    >>> shown(1_500_000), shown(-50_000)
    ('1.5', '-0.05')
    """
    whole, part = divmod(abs(millionths), MILLION)
    decimals = f".{part:06}".rstrip("0").rstrip(".")
    return f"{'-' if millionths < 0 else ''}{whole}{decimals}"
