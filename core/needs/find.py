"""Reading a scheme's needs off its cards and rows; readings and parameters chosen for it count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields

from kaohe.core.catalogue import catalogue
from kaohe.core.documents.model import Card, Item
from kaohe.core.documents.scheme import Scheme
from kaohe.core.language.tree import Compare, Expression, Member, Name, Text, names, walk
from kaohe.core.needs.checked import may_be_absent
from kaohe.core.needs.model import ColumnNeed, IndicatorNeed, Needs, RatingNeed, RowNeed, UnitNeed
from kaohe.core.needs.rows import Reads, kinds_of

PLAIN = ("unit", "kind", "name", "parent")


def needs(scheme: Scheme) -> Needs:
    """What the scheme reads, with the readings chosen for it."""
    rows = _rows(scheme)
    indicators: list[IndicatorNeed] = []
    ratings, results = [], []
    for card in scheme.cards.values():
        for name, item in (card.input | card.node).items():
            if item.measured:
                indicators += _indicator(scheme, card, name, item)
            if item.rated:
                marked = item.rated if isinstance(item.rated, str) else name
                ratings.append(RatingNeed(marked, card.period, card.unit, item.role))
            if item.from_ and ":" in item.from_:
                results.append(item.from_)
    events = {kind: row for kind, row in rows.items() if kind in catalogue().events}
    tickets = {kind: row for kind, row in rows.items() if kind not in events}
    return together(
        [
            Needs(
                _units(scheme),
                tuple(indicators),
                tuple(events.values()),
                tuple(tickets.values()),
                tuple(ratings),
                tuple(results),
            )
        ]
    )


def together(several: Sequence[Needs]) -> Needs:
    """The needs of several schemes as one; what one demands and another may do without is demanded."""
    gathered = {field.name: [entry for one in several for entry in getattr(one, field.name)] for field in fields(Needs)}
    return Needs(
        tuple(_units_joined(gathered["units"])),
        tuple(_indicators_joined(gathered["indicators"])),
        tuple(_rows_joined(gathered["events"])),
        tuple(_rows_joined(gathered["tickets"])),
        tuple(dict.fromkeys(gathered["ratings"])),
        tuple(dict.fromkeys(gathered["results"])),
    )


def _indicator(scheme: Scheme, card: Card, name: str, item: Item) -> Iterator[IndicatorNeed]:
    indicator = item.measured if isinstance(item.measured, str) else name
    known = catalogue().indicators.get(indicator)
    stands_in = tuple(dict.fromkeys(kind for rows in item.rows for kind in kinds_of(scheme, rows)))
    optional = item.optional or item.missing is not None
    listed = card.segment.list if card.segment is not None and item.segment is None else ()
    each = card.segment is not None and bool(card.segment.measured) and not card.segment.rows and item.segment is None
    for segment in listed or (item.segment,):
        yield IndicatorNeed(
            indicator, segment, known.form if known else "value", card.period, card.unit, optional, stands_in,
            each and not listed, optional and may_be_absent(scheme, card, name),
        )  # fmt: skip


def _rows(scheme: Scheme) -> dict[str, RowNeed]:
    found: dict[str, RowNeed] = {}
    for table, item, instead_of in _readers(scheme):
        for kind in kinds_of(scheme, table):
            reads = Reads(scheme, table, kind, item)
            one = RowNeed(kind, tuple(reads.needed()), instead_of)
            found[kind] = _row_joined(found[kind], one) if kind in found else one
    return found


def _readers(scheme: Scheme) -> Iterator[tuple[str, Item | None, tuple[str, ...]]]:
    """Rows tables and kinds, with the item that reads them and the indicator they stand in for."""
    read: set[str] = set()
    for card in scheme.cards.values():
        for name, item in (card.input | card.node).items():
            for table in item.rows:
                read.add(table)
                yield table, item, _stood_in_for(scheme, card, name, item)
    below = {of for rows in scheme.rows.values() for of in rows.of}
    for table in scheme.rows:
        if table not in read and table not in below:
            yield table, None, ()


def _stood_in_for(scheme: Scheme, card: Card, name: str, item: Item) -> tuple[str, ...]:
    """The indicators that an item derives; a count that only a check reads stands in for those beside it."""
    if item.measured:
        return (name,)
    if not any(name in names(scheme.tree(check.holds)) for check in card.check.values()):
        return ()
    return tuple(other for other, one in card.input.items() if one.measured and set(one.rows) & set(item.rows))


def _units(scheme: Scheme) -> tuple[UnitNeed, ...]:
    return tuple(_units_joined([unit for card in scheme.cards.values() for unit in _units_of(scheme, card)]))


def _units_of(scheme: Scheme, card: Card) -> Iterator[UnitNeed]:
    trees = [scheme.tree(formula) for formula in _formulas(card)]
    found = {
        name.removeprefix("unit."): None for tree in trees for name in sorted(names(tree)) if name.startswith("unit.")
    }
    for item in (card.input | card.node).values():
        if item.from_ and item.who != "self":
            found |= dict.fromkeys(item.by)
        for table in item.rows:
            for kind in kinds_of(scheme, table):
                found |= dict.fromkeys(Reads(scheme, table, kind, item).unit_attributes())
    columns = tuple(
        ColumnNeed(name, False, tuple(_codes(trees, f"unit.{name}"))) for name in found if name not in PLAIN
    )
    for kind in card.unit:
        yield UnitNeed(kind, columns)


def _formulas(card: Card) -> Iterator[str]:
    if card.where is not None:
        yield card.where
    for item in (card.input | card.node).values():
        several = [item.value, item.full, item.cap, item.no_cases, item.missing, *item.zero_if]
        yield from (formula for formula in several if formula is not None and formula not in ("full", "none"))
    for part in (card.money, card.flag, card.duty, card.check):
        for entry in part.values():
            yield from (
                text for key in ("post", "when", "to", "status", "due", "holds") if (text := getattr(entry, key, None))
            )


def _codes(trees: Iterable[Expression], name: str) -> list[str]:
    """Codes that a column is compared with, in the order they are first read."""
    found: dict[str, None] = {}
    for node in (node for tree in trees for node in walk(tree)):
        match node:
            case Member(Name(read), options) if read == name:
                found |= {option.value: None for option in options if isinstance(option, Text)}
            case Compare(_, Name(read), Text(code)) if read == name:
                found[code] = None
    return list(found)


def _units_joined(units: Iterable[UnitNeed]) -> Iterator[UnitNeed]:
    kinds: dict[str, tuple[ColumnNeed, ...]] = {}
    for unit in units:
        kinds[unit.kind] = _columns_joined((*kinds.get(unit.kind, ()), *unit.attributes))
    return (UnitNeed(kind, columns) for kind, columns in kinds.items())


def _columns_joined(columns: Iterable[ColumnNeed]) -> tuple[ColumnNeed, ...]:
    found: dict[str, ColumnNeed] = {}
    for one in columns:
        other = found.get(one.name, one)
        found[one.name] = ColumnNeed(
            one.name, one.required or other.required, tuple(dict.fromkeys((*other.codes, *one.codes)))
        )
    return tuple(found.values())


def _indicators_joined(indicators: Iterable[IndicatorNeed]) -> Iterator[IndicatorNeed]:
    found: dict[tuple[str, str | None, str], IndicatorNeed] = {}
    for one in indicators:
        key = (one.name, one.segment, one.period)
        other = found.get(key, one)
        kinds = tuple(dict.fromkeys((*other.kinds, *one.kinds)))
        instead = tuple(kind for kind in other.instead if kind in one.instead)
        found[key] = IndicatorNeed(
            *key[:2], one.form, one.period, kinds, one.optional and other.optional, instead,
            one.each or other.each, one.apart and other.apart,
        )  # fmt: skip
    return iter(found.values())


def _rows_joined(rows: Iterable[RowNeed]) -> Iterator[RowNeed]:
    found: dict[str, RowNeed] = {}
    for one in rows:
        found[one.kind] = _row_joined(found[one.kind], one) if one.kind in found else one
    return iter(found.values())


def _row_joined(one: RowNeed, other: RowNeed) -> RowNeed:
    instead = tuple(dict.fromkeys((*one.instead_of, *other.instead_of))) if one.instead_of and other.instead_of else ()
    return RowNeed(one.kind, _columns_joined((*one.columns, *other.columns)), instead)
