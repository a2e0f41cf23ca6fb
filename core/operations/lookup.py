"""``lookup(table, key, else)``: an entry of a parameter table."""

from __future__ import annotations

import narwhals as nw

from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.core.numbers import Table, constant
from kaohe.core.numbers.arithmetic import number
from kaohe.core.operations.base import Code, Late, Nil, Num, Operation, Plain, Quot, Sheet, Truth, Value
from kaohe.core.operations.cases import choose


class Lookup(Operation):
    """The entry of a table; without ``else`` an absent key is an error."""

    name = "lookup"
    lazy = True
    arguments = (2, 3)

    def column(self, sheet: Sheet, *values: Value) -> Value:
        table, key = values[0], values[1]
        if not isinstance(table, Table):
            raise KaoheError("lookup reads a parameter table")
        entries = [(name, entry) for name, entry in table.entries.items() if not isinstance(entry, dict)]
        if isinstance(key, Code) and key.constant is not None:
            found = dict(entries).get(key.constant, MISSING)
            if found is not MISSING:
                return constant(found)
        if isinstance(key, Quot):
            raise KaoheError("a quotient cannot be the key of a table")
        conditions = [Truth(is_key(key, name), False, getattr(key, "level", 0)) for name, _ in entries]
        branches: list[Value] = [constant(entry) for _, entry in entries]
        if len(values) == 3:
            return choose(sheet, conditions, [*branches, values[2]])
        hit = conditions[0].expr
        for condition in conditions[1:]:
            hit = hit | condition.expr
        sheet.doubt(~hit, getattr(key, "level", 0))
        return choose(sheet, conditions, [*branches, Nil()])

    def late(self, *values: Late) -> Plain:
        table, key = values[0](), values[1]()
        assert isinstance(table, dict)
        name = str(key)
        found = table.get(name, MISSING)
        if found is not MISSING and not isinstance(found, dict):
            return found  # type: ignore[return-value]
        if len(values) == 3:
            return values[2]()
        if key is None:
            return None
        raise KaoheError(f"no entry {name!r} in the table", did_you_mean(name, table))


MISSING = object()


def is_key(key: Value, name: str) -> nw.Expr:
    """Where a key column equals an entry's name."""
    if isinstance(key, Code):
        return key.expr == name
    value = number(key)
    assert isinstance(value, Num)
    return value.expr == int(name) * value.range.denominator
