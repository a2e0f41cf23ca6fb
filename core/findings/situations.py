"""Rows tried out: what a rows table makes of cases that differ in what its formulas read."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from itertools import islice, product
from math import prod
from typing import TYPE_CHECKING

from kaohe.core.catalogue import catalogue
from kaohe.core.catalogue.words import Attribute
from kaohe.core.errors import KaoheError
from kaohe.core.language.tree import (
    Call,
    Compare,
    Expression,
    Logic,
    Member,
    Name,
    Number,
    Text,
    Truth,
    children,
    names,
    rebuilt,
    walk,
)  # fmt: skip
from kaohe.core.operations.base import Plain
from kaohe.core.program.exact import Lacking, Mark, evaluate

if TYPE_CHECKING:
    from kaohe.core.findings.subject import Subject

MOST = 200
Case = Mapping[str, Plain]


class Situations:
    """The cases of one kind that a rows table tells apart, and what it makes of them."""

    def __init__(self, subject: Subject, table: str, kind: str) -> None:
        self.subject, self.table, self.kind = subject, table, kind

    @cached_property
    def steps(self) -> dict[str, Expression]:
        """Formulas of the table and of those that it stands on, by column."""
        found: dict[str, Expression] = {}
        name: str | None = self.table
        while name is not None:
            plan = self.subject.rows[name]
            found = {key: specialised(tree, self.kind) for key, tree in plan.steps.items()} | found
            name = plan.parent
        return {key: _of_lines(tree, found.get("line")) for key, tree in found.items()}

    @cached_property
    def key(self) -> tuple[object, ...]:
        """All that decides what becomes of a case."""
        return self.table, self.kind, frozenset(self.steps.items()), self.subject.constants_text

    @cached_property
    def codes(self) -> dict[str, tuple[str, ...]]:
        """Codes of columns that lines set, low to high."""
        return {column: codes for rows in self.subject.scheme.rows.values() for column, codes in rows.codes.items()}

    def attribute(self, column: str) -> Attribute | None:
        """What the catalogue says of a column; of one that is spread from a list, what it says of the list."""
        known = catalogue().tables["events"].columns | catalogue().tables["tickets"].columns
        for rows in self.subject.scheme.rows.values():
            if rows.spread is not None and rows.spread.target[0] == column:
                return known.get(rows.spread.target[1])
        return known.get(column.rstrip("_"))

    def read(self, column: str) -> set[str]:
        """The columns of data that a column rests on."""
        found, todo = set(), [column]
        seen: set[str] = set()
        while todo:
            name = todo.pop()
            if name in seen:
                continue
            seen.add(name)
            tree = self.steps.get(name)
            if tree is not None:
                todo += names(tree)
            elif name != "kind" and self.attribute(name) is not None:
                found.add(name)
        return found

    def ours(self, column: str) -> bool:
        """Whether a column rests on an illustrative parameter."""
        seen, todo = set(), [column]
        while todo:
            name = todo.pop()
            if name not in seen:
                seen.add(name)
                todo += names(self.steps[name]) if name in self.steps else []
        return self.subject.ours(seen)

    def cases(self, column: str, but: str = "") -> Iterator[dict[str, Plain]]:
        """Cases that differ in what a column reads, all of them or a drawn few; ``but`` is left out."""
        columns = sorted(self.read(column) - {but})
        choices = [self._choices(name) for name in columns]
        count = prod(map(len, choices))
        drawn = product(*choices) if count <= MOST else _drawn(choices)
        for values in islice(drawn, MOST):
            yield dict(zip(columns, values, strict=True)) | {"kind": self.kind}

    def value(self, column: str, case: Case) -> Plain:
        """What a column is in a case; nothing where it cannot be told."""
        known: dict[str, Plain] = {}

        def name(key: str) -> Plain:
            if key in known:
                return known[key]
            if key in case:
                found = case[key]
            elif key in self.steps:
                known[key] = None
                found = evaluate(self.steps[key], name, self.subject.operations)
                if isinstance(found, str) and key in self.codes:
                    found = Mark(found, self.codes[key])
            elif key in self.subject.scheme.constants:
                found = self.subject.scheme.constants[key]  # type: ignore[assignment]
            elif any(key in rows.over for rows in self.subject.scheme.rows.values()) or key in ("count", "value"):
                found = Fraction(1)
            else:
                found = None
            known[key] = found
            return found

        try:
            return (
                name(column)
                if column in self.steps
                else evaluate(self.subject.scheme.tree(column), name, self.subject.operations)
            )
        except (KaoheError, Lacking, AssertionError, KeyError, TypeError, ValueError):
            return None

    def marks(self, column: str) -> list[Mark]:
        """The codes of a column, low to high."""
        one = self.attribute(column)
        return [Mark(code, one.codes) for code in one.codes] if one is not None else []

    def _choices(self, column: str) -> list[Plain]:
        """What a column may hold; amounts decided of a bad event are penalties, of a good one rewards."""
        one = self.attribute(column)
        assert one is not None
        if one.type == "bool":
            return [False, True]
        if one.type in ("int", "number"):
            sense = catalogue().events[self.kind].sense if self.kind in catalogue().events else ""
            signs = {"bad": (-1,), "good": (1,)}.get(sense, (1, -1)) if one.at_least < 0 else (1,)
            return [Fraction(0), *(Fraction(sign) for sign in signs)]
        if one.type == "code":
            compared = self._compared(column)
            kept = [code for code in one.codes if code in compared]
            others = [code for code in one.codes if code not in compared][:1]
            return [Mark(code, one.codes) for code in one.codes if code in kept + others]
        if one.type == "list":
            return [(), one.codes[:1]]
        return [None]

    def _compared(self, column: str) -> set[str]:
        found = set()
        for tree in self.steps.values():
            for node in walk(tree):
                match node:
                    case Compare(_, left, right) if Name(column) in (left, right):
                        found |= {part.value for part in (left, right) if isinstance(part, Text)}
                    case Member(Name(name), options) if name == column:
                        found |= {part.value for part in options if isinstance(part, Text)}
        return found


def specialised(tree: Expression, kind: str) -> Expression:
    """A formula as it reads for rows of one kind: conditions on the kind decided, branches never taken dropped."""
    parts = tuple(specialised(part, kind) for part in children(tree))
    match tree, parts:
        case Member(Name("kind"), _), (_, *options):
            return Truth(Text(kind) in options)
        case Compare("==" | "!=" as sign, left, right), _ if Name("kind") in (left, right):
            return Truth((Text(kind) in (left, right)) == (sign == "=="))
        case Logic(sign, _), _:
            ends = Truth(sign == "or")
            kept = tuple(part for part in parts if part != Truth(sign == "and"))
            return (
                ends
                if ends in kept
                else kept[0]
                if len(kept) == 1
                else Logic(sign, kept)
                if kept
                else Truth(sign == "and")
            )
        case Call("cases", _), _:
            arms: list[Expression] = []
            for condition, value in zip(parts[:-1:2], parts[1::2], strict=False):
                if condition == Truth(True):
                    return Call("cases", (*arms, value)) if arms else value
                if condition != Truth(False):
                    arms += [condition, value]
            return Call("cases", (*arms, parts[-1])) if arms else parts[-1]
    return rebuilt(tree, parts)


def _of_lines(tree: Expression, line: Expression | None) -> Expression:
    """Without the branches of lines that the rows cannot fit."""
    fit = {node.value for node in walk(line) if isinstance(node, Number)} if line is not None else set()
    match tree:
        case Call("cases", arguments) if isinstance(arguments[0], Compare) and arguments[0].left == Name("line"):
            arms: list[Expression] = []
            for condition, value in zip(arguments[:-1:2], arguments[1::2], strict=False):
                if (
                    isinstance(condition, Compare)
                    and isinstance(condition.right, Number)
                    and condition.right.value in fit
                ):
                    arms += [condition, value]
            return Call("cases", (*arms, arguments[-1])) if arms else arguments[-1]
    return tree


def _drawn(choices: list[list[Plain]]) -> Iterator[tuple[Plain, ...]]:
    """Cases drawn at random, always the same."""
    draw = random.Random(1)
    while True:
        yield tuple(draw.choice(values) for values in choices)
