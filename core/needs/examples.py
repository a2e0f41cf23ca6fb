"""Example rows: one of each kind, indicator and item that the schemes read, plainly marked as examples."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kaohe.core.catalogue import Attribute, Indicator, catalogue
from kaohe.core.documents.scheme import Scheme
from kaohe.core.language.tree import Call, Compare, Expression, Member, Name, Text, walk
from kaohe.core.needs.model import IndicatorNeed, Needs, RatingNeed, RowNeed

MARK = "EXAMPLE"
NOTE = "示例行:请改写或删除 / example: replace or delete"
PERIODS = {"month": "2024-01", "quarter": "2024-Q1", "half": "2024-H1", "year": "2024", "cycle": "2024"}
DAY = "2024-01-15"
ABOVE = ("company", "region", "branch", "department", "support_centre", "office", "area", "outlet", "partner", "team", "workshop", "group", "vehicle", "person")  # fmt: skip
"""Kinds of unit, from those that have others below them to those that do not."""

Row = dict[str, str]


def is_example(unit: str) -> bool:
    """Whether a unit is one of the examples."""
    return unit.startswith(f"{MARK}-")


def rows(schemes: Sequence[Scheme], need: Needs) -> dict[str, list[Row]]:
    """Example rows by table.

    Where tickets or events stand in for an indicator, a first unit of the kind has the rows and a second one the
    measured indicator, since the two must agree where both are there.
    """
    twice = {kind for one in need.indicators if one.instead for kind in one.kinds}
    return {
        "units": list(_units(schemes, need, twice)),
        "measurements": [row for one in need.indicators if not one.apart for row in _measured(one, twice)],
        "events": [_case(schemes, need, row, number, "event") for number, row in enumerate(need.events, 1)],
        "tickets": [_case(schemes, need, row, number, "ticket") for number, row in enumerate(need.tickets, 1)],
        "ratings": [row for one in need.ratings for row in _rated(schemes, one, twice)],
    }


def unit(kind: str, number: int = 1) -> str:
    """The id of the example unit of a kind.

    >>> unit("branch"), unit("branch", 2)
    ('EXAMPLE-branch', 'EXAMPLE-branch-2')
    """
    return f"{MARK}-{kind}" + (f"-{number}" if number > 1 else "")


def _units(schemes: Sequence[Scheme], need: Needs, twice: set[str]) -> Iterator[Row]:
    kinds = sorted(need.kinds, key=ABOVE.index)
    attributes = {one.kind: one.attributes for one in need.units}
    known = catalogue().unit_attributes
    for place, kind in enumerate(kinds):
        parent = unit(kinds[place - 1]) if place else ""
        more = {
            column.name: _cell(schemes, known[column.name], column.codes, f"unit.{column.name}", unit(kind), {})
            for column in attributes[kind]
            if column.name in known
        }
        for number in (1, 2) if kind in twice else (1,):
            yield {"unit": unit(kind, number), "kind": kind, "name": "", "parent": parent, **more, "note": NOTE}


def _measured(one: IndicatorNeed, twice: set[str]) -> Iterator[Row]:
    indicator = catalogue().indicators[one.name]
    for kind in one.kinds:
        numbers = [2] if one.instead else [1, 2] if kind in twice else [1]
        for number in numbers:
            row = {
                "unit": unit(kind, number),
                "period": PERIODS[one.period],
                "indicator": one.name,
                "segment": one.segment or (_segment(indicator) if one.each else ""),
            }
            yield row | _value(indicator, one.optional) | {"note": NOTE}


def _segment(indicator: Indicator) -> str:
    """The first known segment; a name of ours where segments are free."""
    return MARK if indicator.segments == ("*",) else indicator.segments[0]


def _value(indicator: Indicator, optional: bool) -> Row:
    """A number inside the range; small where the indicator is one that may be left out."""
    if indicator.form == "rate":
        if not indicator.percent:
            return {"numerator": str(min(60, indicator.at_most)), "denominator": "1"}
        return {"numerator": "5" if optional else "95", "denominator": "100"}
    wanted = {"yes_no": 1, "points": 90, "percent": 95, "yuan": 1000, "count": 1 if optional else 10}.get(
        indicator.quantity, 1
    )
    return {"value": str(min(max(wanted, indicator.at_least), indicator.at_most))}


def _rated(schemes: Sequence[Scheme], one: RatingNeed, twice: set[str]) -> Iterator[Row]:
    known = catalogue().items.get(one.item)
    name = one.item
    if known is None:
        name = next(f"{s.id}/{one.item}" for s in schemes for card in s.cards.values() if one.item in card.node)
    full, role = (known.full if known is not None else None) or 100, one.role or ""
    for kind in one.kinds:
        for number in (1, 2) if kind in twice else (1,):
            yield {
                "unit": unit(kind, number), "period": PERIODS[one.period], "item": name, "score": str(full * 9 // 10),
                "full": str(full), "rater": unit(role) if role else "", "role": role, "note": NOTE,
            }  # fmt: skip


def _case(schemes: Sequence[Scheme], need: Needs, row: RowNeed, number: int, id_: str) -> Row:
    known = catalogue()
    columns = known.tables[f"{id_}s"].columns
    own = f"{MARK}-{id_[0].upper()}{number}"
    time = "at" if id_ == "event" else "accepted_at"
    found = {id_: own, "unit": unit(_reading(schemes, need, row)), "kind": row.kind, time: f"{DAY} 09:00"}
    if id_ == "event":
        found |= {"count": "1", "verified": "yes"}
    for column in row.columns:
        found[column.name] = _cell(schemes, columns[column.name], column.codes, column.name, own, found)
    if "person" in found and "person" in need.kinds:
        found["person"] = unit("person")
    return found | {"note": NOTE}


def _reading(schemes: Sequence[Scheme], need: Needs, row: RowNeed) -> str:
    """The lowest kind of unit on which a card reads such rows."""
    from kaohe.core.needs.rows import kinds_of

    reading = {
        kind
        for scheme in schemes
        for card in scheme.cards.values()
        for item in (card.input | card.node).values()
        for table in item.rows
        if row.kind in kinds_of(scheme, table)
        for kind in card.unit
    }
    return max(reading or set(need.kinds), key=ABOVE.index)


def _cell(
    schemes: Sequence[Scheme], column: Attribute, codes: tuple[str, ...], read_as: str, own: str, row: Row
) -> str:
    match column.type:
        case "code" | "list":
            wanted = [
                code
                for code in (*_looked_up(schemes, read_as), *_default(column), *codes, *_compared(schemes, read_as))
                if code in column.codes
            ]
            return (wanted or list(column.codes))[0]
        case "bool":
            return "yes" if column.default is None or column.default else "no"
        case "time" | "date":
            later = sum(1 for cell in row.values() if cell.startswith(DAY))
            return f"{DAY} {9 + later:02}:00" if column.type == "time" else DAY
        case "int" | "number" | "yuan":
            return "-1" if column.at_least < 0 else str(min(max(1, column.at_least), column.at_most))
        case "id":
            return own
    return MARK


def _default(column: Attribute) -> tuple[str, ...]:
    return (column.default,) if isinstance(column.default, str) else ()


def _trees(schemes: Sequence[Scheme]) -> Iterator[tuple[Scheme, Expression]]:
    for scheme in schemes:
        for rows in scheme.rows.values():
            texts = [rows.where, *rows.let.values(), *(line.when for line in rows.line.values())]
            texts += [text for line in rows.line.values() for name, text in line.sets.items() if name not in rows.codes]
            for text in texts:
                if text is not None:
                    for node in walk(scheme.tree(text)):
                        yield scheme, node


def _looked_up(schemes: Sequence[Scheme], name: str) -> list[str]:
    """Keys of the tables in which the formulas look a column up."""
    found: list[str] = []
    for scheme, node in _trees(schemes):
        match node:
            case Call("lookup", (Name(table), Name(read))) if read.rstrip("_") == name:
                keys = scheme.constants.get(table)
                found += list(keys) if isinstance(keys, dict) else []
    return found


def _compared(schemes: Sequence[Scheme], name: str) -> list[str]:
    found: list[str] = []
    for _, node in _trees(schemes):
        match node:
            case Member(Name(read), options) if read.rstrip("_") == name:
                found += [option.value for option in options if isinstance(option, Text)]
            case Compare("==", Name(read), Text(code)) if read.rstrip("_") == name:
                found.append(code)
    return found
