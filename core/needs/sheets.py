"""The tables that schemes need, as sheets to fill in: columns, what may stand in them, example rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kaohe.core.catalogue import Attribute, Word, catalogue
from kaohe.core.documents.scheme import Scheme
from kaohe.core.needs import examples
from kaohe.core.needs.find import needs, together
from kaohe.core.needs.model import Needs, RowNeed
from kaohe.core.needs.uses import Use, uses

SUBJECT = {"units": "kind", "measurements": "indicator", "events": "kind", "tickets": "kind", "ratings": "item"}
"""The column of each table that says what a row is about."""
STANDARD = {
    "units": ("unit", "kind", "name", "parent"),
    "measurements": ("unit", "period", "indicator", "segment", "value", "numerator", "denominator"),
    "events": ("event", "unit", "kind", "at", "count", "verified"),
    "tickets": ("ticket", "unit", "kind", "accepted_at"),
    "ratings": ("unit", "period", "item", "score", "full", "rater", "role"),
}
NOTE = Attribute("note", "备注", "note")


@dataclass(frozen=True)
class Entry:
    """An indicator, kind or item that may stand in a sheet. ``need``: required, optional or instead (``of``)."""

    name: str
    word: Word
    need: str = "required"
    of: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()


@dataclass(frozen=True)
class Field:
    """A column to fill in. ``kinds``: for which kinds of row it is read; ``demanded``: for which it may not be empty."""

    column: Attribute
    kinds: tuple[str, ...] = ()
    demanded: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The column's name in the table."""
        return self.column.name


@dataclass(frozen=True)
class Sheet:
    """One table: its columns, what its rows may be about, and an example row of each."""

    table: str
    fields: tuple[Field, ...]
    entries: tuple[Entry, ...]
    rows: tuple[dict[str, str], ...]


def sheets(schemes: Sequence[Scheme]) -> list[Sheet]:
    """The sheets that the schemes together need, in the order of the tables; a table nothing reads is left out."""
    need = together([needs(scheme) for scheme in schemes])
    read: dict[tuple[str, str], tuple[Use, ...]] = {}
    for scheme in schemes:
        for key, places in uses(scheme).items():
            read[key] = (*read.get(key, ()), *places)
    rows = examples.rows(schemes, need)
    found = [_units(need), _measurements(need, read), _cases("events", need.events, read), _cases("tickets", need.tickets, read), _ratings(need, read)]  # fmt: skip
    return [Sheet(one.table, one.fields, one.entries, tuple(rows[one.table])) for one in found if one.entries]


def _fields(table: str, more: Iterable[Field] = (), without: Iterable[str] = ()) -> tuple[Field, ...]:
    standard = catalogue().tables[table].columns
    left_out = set(without)
    return (*(Field(standard[name]) for name in STANDARD[table] if name not in left_out), *more, Field(NOTE))


def _units(need: Needs) -> Sheet:
    kinds: dict[str, list[str]] = {}
    for unit in need.units:
        for column in unit.attributes:
            kinds.setdefault(column.name, []).append(unit.kind)
    known = catalogue().tables["units"].columns
    more = [Field(known[name], tuple(units)) for name, units in kinds.items() if name in known]
    entries = tuple(
        Entry(unit.kind, catalogue().unit_kinds[unit.kind], columns=tuple(column.name for column in unit.attributes))
        for unit in need.units
    )
    return Sheet("units", _fields("units", more), entries, ())


def _measurements(need: Needs, read: dict[tuple[str, str], tuple[Use, ...]]) -> Sheet:
    entries = []
    for name in dict.fromkeys(one.name for one in need.indicators):
        same = [one for one in need.indicators if one.name == name]
        optional, instead = all(one.optional for one in same), same[0].instead
        entries.append(
            Entry(
                name, catalogue().indicators[name], "optional" if optional else "instead" if instead else "required", instead,
                tuple(dict.fromkeys(one.segment for one in same if one.segment)), tuple(dict.fromkeys(one.period for one in same)),
                tuple(dict.fromkeys(kind for one in same for kind in one.kinds)), (), read.get(("measurements", name), ()),
            )
        )  # fmt: skip
    forms = {one.form for one in need.indicators}
    without = [] if any(one.segment or one.each for one in need.indicators) else ["segment"]
    without += [] if "rate" in forms else ["numerator", "denominator"]
    return Sheet("measurements", _fields("measurements", (), without), tuple(entries), ())


def _cases(table: str, cases: Sequence[RowNeed], read: dict[tuple[str, str], tuple[Use, ...]]) -> Sheet:
    columns = catalogue().tables[table].columns
    kinds: dict[str, list[str]] = {}
    demanded: dict[str, list[str]] = {}
    words: dict[str, Word] = dict(catalogue().events) if table == "events" else dict(catalogue().ticket_kinds)
    for row in cases:
        for column in row.columns:
            kinds.setdefault(column.name, []).append(row.kind)
            if column.required:
                demanded.setdefault(column.name, []).append(row.kind)
    more = [
        Field(columns[name], tuple(kinds[name]), tuple(demanded.get(name, ())))
        for name in columns
        if name in kinds and name not in STANDARD[table]
    ]
    entries = tuple(
        Entry(
            row.kind, words[row.kind], "instead" if row.instead_of else "optional", row.instead_of,
            columns=tuple(column.name for column in row.columns), uses=read.get(("rows", row.kind), ()),
        )
        for row in cases
    )  # fmt: skip
    return Sheet(table, _fields(table, more), entries, ())


def _ratings(need: Needs, read: dict[tuple[str, str], tuple[Use, ...]]) -> Sheet:
    items: dict[str, Entry] = {}
    for one in need.ratings:
        places = read.get(("ratings", one.item), ())
        known = catalogue().items.get(one.item)
        name = one.item if known is not None else f"{places[0].scheme}/{one.item}"
        items[name] = Entry(
            name, known or Word(one.item, one.item, one.item), periods=(one.period,), units=one.kinds, uses=places
        )
    return Sheet("ratings", _fields("ratings"), tuple(items.values()), ())
