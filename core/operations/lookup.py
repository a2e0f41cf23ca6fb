"""``lookup(table, key, else)``: an entry of a parameter table."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.core.numbers import Table, constant
from kaohe.core.numbers.arithmetic import number
from kaohe.core.numbers.comparing import compare
from kaohe.core.numbers.sheet import level_of
from kaohe.core.numbers.values import fixed_number
from kaohe.core.operations.base import Code, Late, Nil, Operation, Plain, Sheet, Truth, Value
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
        conditions = [is_key(sheet, key, name) for name, _ in entries]
        branches: list[Value] = [constant(entry) for _, entry in entries]
        if len(values) == 3:
            return choose(sheet, conditions, [*branches, values[2]])
        if not conditions:
            raise KaoheError("a table without entries is read")
        hit = conditions[0].expr
        for condition in conditions[1:]:
            hit = hit | condition.expr
        sheet.doubt(~hit, level_of(*conditions))
        return choose(sheet, conditions, [*branches, Nil()])

    def late(self, *values: Late) -> Plain:
        table, key = values[0](), values[1]()
        assert isinstance(table, dict)
        if isinstance(key, Fraction | bool):
            found = next((entry for name, entry in table.items() if key_number(name) == key), MISSING)
        else:
            found = MISSING if key is None else table.get(str(key), MISSING)
        if found is not MISSING and not isinstance(found, dict):
            return found  # type: ignore[return-value]
        if len(values) == 3:
            return values[2]()
        if key is None:
            return None
        raise KaoheError(f"no entry {str(key)!r} in the table", did_you_mean(str(key), table))


MISSING = object()


def is_key(sheet: Sheet, key: Value, name: str) -> Truth:
    """Where a key column equals an entry's name."""
    if isinstance(key, Code):
        return Truth(key.expr == name, key.nullable, key.level)
    return compare(sheet, "==", number(key), fixed_number(key_number(name)))


def key_number(name: str) -> Fraction:
    """An entry's name as a number. Raises KaoheError if it is none."""
    try:
        return Fraction(name)
    except ValueError:
        raise KaoheError(f"a number cannot be the key of a table with the entry {name!r}") from None
