"""Whether the columns that a document names outside of formulas are carried by its rows, its attributes by units."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kaohe.core.catalogue import Attribute, catalogue
from kaohe.core.documents.model import Item, Spread
from kaohe.core.documents.scheme import Scheme
from kaohe.core.errors import KaoheError, Problem, did_you_mean
from kaohe.core.run import attributes
from kaohe.core.run.rowplan import EVENT, parent_of, root_kinds, table_of

STANDARD = {"ref", "unit", "kind", "person", "incident", "month", "count"}
Key = tuple[str, ...]


def misnamed(scheme: Scheme) -> list[Problem]:
    """Every column and attribute that is named in a list and is not there, or stands there twice."""
    found: list[Problem] = []
    for name in scheme.rows:
        found += _in_rows(scheme, name)
    for card, one in scheme.cards.items():
        for part, items in (("input", one.input), ("node", one.node)):
            for name, item in items.items():
                found += _in_item((card, part, name), scheme, item)
        if one.segment is not None and one.segment.rows:
            found += _listed((card, "segment", "by"), one.segment.by, _shared(scheme, one.segment.rows))
    return [Problem(problem.what, problem.hint, **(problem.where | {"scheme": scheme.id})) for problem in found]


def _in_rows(scheme: Scheme, name: str) -> Iterator[Problem]:
    rows, known, place = scheme.rows[name], _carried(scheme, name), ("rows", name)
    units = {*catalogue().unit_kinds, *(f"unit.{attribute}" for attribute in _of_units())}
    for key, over in rows.over.items():
        yield from _listed((*place, "over", key, "per"), over.per, (known - {key}) | units)
    if rows.pick is not None:
        yield from _listed((*place, "pick", "per"), rows.pick.per, known | units)
        for key in ("max", "min"):
            column = getattr(rows.pick, key)
            yield from _listed((*place, "pick", key), (column,) if column else (), known)
    if rows.spread is not None and known:
        yield from _in_spread((*place, "spread"), rows.spread, table_of(scheme, name, root_kinds(scheme, name)))


def _in_spread(key: Key, spread: Spread, table: str) -> Iterator[Problem]:
    source, single = spread.target[1], spread.otherwise
    meant = attributes.column(source, table)
    if meant is None or meant.kind != "items":
        lists = [name for name, entry in _attributes(table).items() if entry.type == "list"]
        hint = did_you_mean(source, lists) or f"lists of {table} are {', '.join(lists) or 'none'}"
        yield Problem(f"spread reads {source!r}, which is no list of {table}", hint, key=key)
    if single is not None:
        meant = attributes.column(single, table)
        if meant is None or meant.kind != "code":
            hint = did_you_mean(single, _attributes(table))
            yield Problem(f"else of spread reads {single!r}, which is no code of {table}", hint, key=key)


def _in_item(key: Key, scheme: Scheme, item: Item) -> Iterator[Problem]:
    if item.rows:
        known = _shared(scheme, item.rows)
        yield from _listed((*key, "distinct"), (item.distinct,) if item.distinct else (), known)
        yield from _listed((*key, "through", "per"), (item.through.per,) if item.through else (), known)
    if item.from_ is not None and "by" in item.model_fields_set:
        yield from _listed((*key, "by"), item.by, _of_units())


def _listed(key: Key, names: Sequence[str], known: Collection[str]) -> Iterator[Problem]:
    for place, name in enumerate(names):
        if known and name not in known:
            yield Problem(f"{key[-1]} names {name!r}, which is not there", did_you_mean(name, known), key=key)
        elif name in names[:place]:
            yield Problem(f"{key[-1]} names {name!r} twice", "name it once", key=key)


def _shared(scheme: Scheme, tables: Sequence[str]) -> set[str]:
    return set.intersection(*(_carried(scheme, name) for name in tables))


def _carried(scheme: Scheme, name: str) -> set[str]:
    """The columns of a rows table or a kind: its own and those below it. None where its kind is not known."""
    if name not in scheme.rows:
        return _catalogued(scheme, name, (name,))
    rows, parent = scheme.rows[name], parent_of(scheme, name)
    own = {*rows.let, *rows.over, *(column for line in rows.line.values() for column in line.sets)}
    own |= {"line"} if rows.line else set()
    own |= {rows.spread.target[0]} if rows.spread is not None else set()
    below = _catalogued(scheme, name, scheme.kinds(rows)) if parent is None else _carried(scheme, parent)
    return own | below if below else set()


def _catalogued(scheme: Scheme, name: str, kinds: tuple[str, ...]) -> set[str]:
    try:
        table = table_of(scheme, name, kinds)
    except KaoheError:  # an unknown kind is said where the table is planned
        return set()
    return STANDARD | set(_attributes(table)) | set(attributes.STANDARD[table])


def _attributes(table: str) -> dict[str, Attribute]:
    return catalogue().attributes if table == EVENT else catalogue().ticket_columns


def _of_units() -> set[str]:
    return {"unit", "kind", "name", "parent", "segment", *catalogue().unit_attributes}
