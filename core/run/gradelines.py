"""Grades: their lower bounds, and the expression that gives the grade of a value."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise

from kaohe.core.documents.model import Grades
from kaohe.core.documents.scheme import Scheme
from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.core.language.tree import (
    Call,
    Compare,
    Expression,
    Name,
    Nothing,
    Number,
    Text,
    names,
)  # fmt: skip
from kaohe.core.run.fulls import fixed


def grade_lines(scheme: Scheme, lines: str | Mapping[str, str]) -> dict[str, Fraction]:
    """Lower bounds by grade; none where they rest on a parameter that may be left out and is."""
    if isinstance(lines, str):
        table = scheme.constants.get(lines)
        if table is None and lines in scheme.parameters:
            return {}
        if not isinstance(table, dict):
            raise KaoheError(f"the grade lines {lines!r} are no parameter table")
        return {key: Fraction(value) for key, value in table.items()}
    read = {name for value in lines.values() for name in names(scheme.tree(value))}
    if any(name in scheme.constants and scheme.constants[name] is None for name in read):
        return {}
    return {key: fixed(scheme, value, f"the line of grade {key}") for key, value in lines.items()}


def grade_tree(scheme: Scheme, grades: Grades) -> Expression:
    """The grade of a value; nothing below the lowest line. Raises KaoheError for lines and an order that do not agree."""
    bounds = grade_lines(scheme, grades.lines)
    judged = Name(grades.of) if grades.value is None else scheme.tree(grades.value)
    order = grades.order or tuple(sorted(bounds, key=bounds.__getitem__))
    if not bounds:
        return Nothing()
    for grade in order:
        if grade not in bounds:
            raise KaoheError(f"the grade {grade} has no line", did_you_mean(grade, bounds))
    for grade in bounds:
        if grade not in order:
            raise KaoheError(f"the grade {grade} has a line and no place in order", did_you_mean(grade, order))
    for low, high in pairwise(order):
        if bounds[low] >= bounds[high]:
            what = f"the grades {low} and {high} overlap: {low} begins at {bounds[low]}, {high} at {bounds[high]}"
            raise KaoheError(what, "order runs from low to high")
    arms: list[Expression] = []
    for grade in reversed(order):
        arms += [Compare(">=", judged, Number(bounds[grade])), Text(grade)]
    return Call("cases", (*arms, Nothing()))
