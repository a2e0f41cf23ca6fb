"""Which columns formulas read of one kind of event or ticket: through lines, lets, windows and tables below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kaohe.core.catalogue import catalogue
from kaohe.core.documents.model import Item, Line, Rows
from kaohe.core.documents.scheme import Scheme
from kaohe.core.language.tree import names
from kaohe.core.needs.model import ColumnNeed


def tables_below(scheme: Scheme, name: str) -> list[Rows]:
    """A rows table and those it stands on, down to the one that reads events or tickets."""
    chain = [name]
    while below := [of for of in scheme.rows[chain[-1]].of if of in scheme.rows and of not in chain]:
        chain.append(below[0])
    return [scheme.rows[one] for one in chain]


def kinds_of(scheme: Scheme, name: str) -> tuple[str, ...]:
    """The kinds of events or tickets that a rows table, or a bare kind, stands on."""
    if name not in scheme.rows:
        return (name,)
    return scheme.kinds(tables_below(scheme, name)[-1])


class Reads:
    """The names that the formulas of one kind of row read, followed through what the document itself defines."""

    def __init__(self, scheme: Scheme, table: str, kind: str, item: Item | None) -> None:
        self.scheme, self.kind = scheme, kind
        self.tables = tables_below(scheme, table) if table in scheme.rows else []
        self.seen: set[str] = set()
        self.columns: list[str] = []
        self.required = {name for rows in self.tables for name in rows.require.get(kind, ())}
        for name in self._starts(item):
            self._follow(name)

    def needed(self) -> list[ColumnNeed]:
        """The columns of the catalogue among the names read."""
        known = catalogue()
        once = ["incident"] if any(rows.pick for rows in self.tables) else []
        wanted = once + [known.attributes[name].known if self._supplied(name) else name for name in self.columns]
        if self.kind in known.events:
            allowed = [*known.events[self.kind].attributes, "person", "incident"]
        else:
            allowed = [*known.ticket_columns, "person"]
        return [ColumnNeed(name, name in self.required) for name in allowed if name in wanted]

    def unit_attributes(self) -> list[str]:
        """What is read as ``unit.NAME``."""
        return [name.removeprefix("unit.") for name in self.columns if name.startswith("unit.")]

    @staticmethod
    def _supplied(name: str) -> bool:
        return name in catalogue().attributes and bool(catalogue().attributes[name].known)

    def _starts(self, item: Item | None) -> Iterator[str]:
        yield from self.required
        for rows in self.tables:
            flags = [text for flag in rows.flag.values() for text in (flag.when, flag.to, flag.status)]
            yield from self._names([rows.where, rows.at, rows.pending, *flags])
            for line in self._lines(rows):
                yield from self._names([line.when])
                yield from (name for name in line.sets)
            if rows.pick is not None:
                yield from (name for name in (rows.pick.max, rows.pick.min, *rows.pick.per) if name)
        if item is not None:
            yield from self._names([item.where, item.each])
            yield from (name for name in (item.distinct, item.through.per if item.through else None) if name)

    def _names(self, formulas: Iterable[str | None]) -> Iterator[str]:
        for formula in formulas:
            if formula is not None:
                yield from sorted(names(self.scheme.tree(formula)))

    def _lines(self, rows: Rows) -> list[Line]:
        return [line for line in rows.line.values() if not line.kind or self.kind in self.scheme.line_kinds(line)]

    def _follow(self, name: str) -> None:
        if name in self.seen:
            return
        self.seen.add(name)
        defined = False
        for rows in self.tables:
            for reads in self._definitions(rows, name):
                defined = True
                for read in reads:
                    self._follow(read)
        if not defined and name not in self.scheme.constants:
            self.columns.append(name)

    def _definitions(self, rows: Rows, name: str) -> Iterator[list[str]]:
        if name in rows.let:
            yield list(self._names([rows.let[name]]))
        if name in rows.over:
            over = rows.over[name]
            yield [*over.per, *self._names([over.of, over.where])]
        if any(name in line.sets for line in rows.line.values()):
            own = [line.sets[name] for line in self._lines(rows) if name in line.sets]
            yield [] if name in rows.codes else list(self._names(own))
        if rows.spread is not None and rows.spread.target[0] == name:
            yield [column for column in (rows.spread.target[1], rows.spread.otherwise) if column]
        if name == "line" and rows.line:
            yield list(self._names([line.when for line in self._lines(rows)]))
