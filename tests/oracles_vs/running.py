"""One run of kaohe on the rows of an oracle, through the Python door."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from kaohe.core.documents.loading import load, read_scheme
from kaohe.core.documents.scheme import Scheme
from kaohe.core.periods import Period
from kaohe.core.results import Results
from kaohe.core.tables import RawTable, normalise
from kaohe.core.tables import Tables as Normalised
from kaohe.plugins import session
from tests.oracles.common import Parameters, Row, Span, Tables
from tests.oracles_vs.subject import Subject

SETTINGS = ("empty_survey", "ticket_period", "calendar", "holidays", "extra_workdays", "data_from", "as_of")

LONGER = {"quarter": 3, "half": 6, "year": 12}


def normalised(tables: Tables) -> Normalised:
    """The oracle's rows as kaohe's tables: every cell is text, an empty one nothing."""
    return normalise({name: RawTable(frame(rows), f"{name}.csv") for name, rows in tables.items() if rows})


def frame(rows: list[Row]) -> pl.DataFrame:
    """Rows of text as a frame of text columns."""
    names = dict.fromkeys(name for row in rows for name in row)
    return pl.DataFrame({name: pl.Series([row.get(name) or None for row in rows], dtype=pl.String) for name in names})


def periods_within(span: Span) -> list[Period]:
    """Every month, quarter, half and year that lies whole in a span."""
    first, last = Period.parse(span[0]).first, Period.parse(span[1]).last
    months = [Period.of("month", index) for index in range(first, last + 1)]
    longer = [Period.of(kind, month.first // size) for kind, size in LONGER.items() for month in months[size - 1 :]]
    return [*months, *(part for part in dict.fromkeys(longer) if first <= part.first and part.last <= last)]


def scheme(id_: str, parameters: Parameters, change: tuple[str, str] | None = None) -> Scheme:
    """A scheme with those of the parameters that it has; ``change`` alters one piece of its document."""
    path = session.host().scheme_source(id_).path
    content = path.read_text("utf-8")
    if change is not None:
        assert change[0] in content, f"{id_} does not hold {change[0]!r}"
        content = content.replace(*change)
    raw, text = load(content.encode()), load(path.with_name(f"{path.stem}.text.toml").read_bytes())
    known = {*raw.get("parameter", {}), *raw.get("reading", {})}
    chosen = {name: written(value) for name, value in flat(parameters).items() if name.partition(".")[0] in known}
    return read_scheme(raw, chosen, text=text, illustrative=written(parameters.get("illustrative", False)) == "true")


def flat(parameters: Mapping[str, object]) -> dict[str, object]:
    """Parameters by name; the entries of a mapping by dotted names."""
    found: dict[str, object] = {}
    for name, value in parameters.items():
        entries = (
            {f"{name}.{key}": entry for key, entry in value.items()} if isinstance(value, Mapping) else {name: value}
        )
        found |= entries
    return found


def written(value: object) -> str:
    """A value as a person writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def run(
    subject: Subject, tables: Tables, parameters: Parameters, span: Span, change: tuple[str, str] | None = None
) -> Results:
    """What kaohe makes of the oracle's tables, parameters and span."""
    schemes = [scheme(subject.scheme, parameters, change), *(scheme(other, parameters) for other in subject.others)]
    settings = {name: written(parameters[name]) for name in SETTINGS if name in parameters}
    periods = [*periods_within(span), *([Period.parse("/".join(span))] if subject.cycle else [])]
    return session.score(normalised(tables), schemes, periods, **settings)  # type: ignore[arg-type]
