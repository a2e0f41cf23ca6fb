"""Input rows that put a compared quantity at its boundary, one step below and one step above."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from functools import partial
from itertools import product

from kaohe.core.bounds.boundaries import HOLDS, Boundary
from kaohe.core.errors import KaoheError
from kaohe.core.language.tree import Call, Compare, Number, walk
from kaohe.core.program import Lacking
from kaohe.plugins.testing.counting import counted, shared
from kaohe.plugins.testing.inputs import Inputs, inputs
from kaohe.plugins.testing.levers import Lever, given, levers
from kaohe.plugins.testing.places import NONE, Given, Place, Sides
from kaohe.plugins.testing.setting import columned
from kaohe.plugins.testing.whatif import WhatIf

STARTS = [Fraction(number) for number in (0, 1, 50, 90, 95, 99, 100, 1000, 100_000)]
TRIES = 6
LEVELS = [Fraction(number, 20) for number in range(20, -1, -1)]
"""Marks as parts of their full."""
WIDER = (1, 100, 2_500, 10_000)
"""One step, and more where one makes no difference (whole points)."""


def needed(boundary: Boundary, sides: set[int]) -> bool:
    """Whether these sides show the boundary: it itself, and one on which the decision is another."""
    match boundary.decision:
        case Compare(sign, _, _):
            other = {side for side in (-1, 1) if HOLDS[sign][side + 1] != HOLDS[sign][1]}
            return 0 in sides and bool(other & sides)
        case Call("min" | "max", _):
            return 0 in sides and len(sides) > 1
        case Call("above" | "in_time", _):
            return {0, 1} <= sides
        case Call("tier", _) if boundary.upper:
            return {0, 1} <= sides
        case Call("clip", (_, _, high)):
            return {0, 1 if boundary.right == high else -1} <= sides
    return {0, -1} <= sides


def reach(place: Place, boundary: Boundary) -> tuple[list[Sides], list[str]]:
    """Ways to put the quantity around its boundary, by one lever each; and why others do not."""
    reasons = []
    ways: list[Sides] = []
    found = levers(place.score, place.card, place.cell, Call("max", (boundary.left, boundary.right)))
    for lever in found:
        target = solved(lambda value, lever=lever: place.gap(boundary, lever, value), _starts(place, boundary, lever))  # type: ignore[misc]
        if target is None:
            reasons.append(f"{lever.name} does not move it there")
            continue
        try:
            sides = MAKERS.get(lever.how, _given)(place, boundary, lever, target)
        except KaoheError as error:
            reasons.append(f"{lever.name}: {error.problems[0].what}")
            continue
        if needed(boundary, set(sides)):
            ways.append(sides)
        else:
            reasons.append(f"{lever.name} cannot be {float(target):g}, or not pass it")
    if not ways:
        ways += _together(place, boundary, [lever for lever in found if lever.how == "mark"])
    return ways, reasons or ["nothing in a table drives it"]


def _together(place: Place, boundary: Boundary, marks: list[Lever]) -> Iterator[Sides]:
    """By all marks: of many, one alone moves too little, so the others are brought near first."""
    for lever, level in product([*marks[:1], *marks[-1:]] if len(marks) > 1 else [], LEVELS):
        others = [other for other in marks if other.place != lever.place]
        near = {other.place: level for other in others}
        target = solved(partial(place.gap, boundary, lever, others=near), iter([level]))
        if target is None or not lever.allows(target):
            continue
        rows = inputs(place.case.texts)
        for other in others:
            rows = given(other, level, rows)
        with suppress(KaoheError):
            sides = _around(place, boundary, lever, target, rows, near)
            if needed(boundary, set(sides)):
                yield sides
                return


def _starts(place: Place, boundary: Boundary, lever: Lever) -> Iterator[Fraction]:
    try:
        now = WhatIf(place.score).value(lever.card, f"{lever.name}@", lever.cell)
    except (Lacking, KaoheError):
        now = None
    if isinstance(now, Fraction | bool):
        yield Fraction(now)
    written = {
        node.value for tree in (boundary.left, boundary.right) for node in walk(tree) if isinstance(node, Number)
    }
    for start in [*sorted(written), *STARTS]:
        if (lever.low is None or start >= lever.low) and (lever.high is None or start <= lever.high):
            yield start


def solved(gap: Callable[[Fraction], Fraction | None], starts: Iterator[Fraction]) -> Fraction | None:
    """Where a piecewise linear function is 0: secants from several starting points, in fractions."""
    for start in starts:
        at = start
        for _ in range(TRIES):
            here = gap(at)
            if here is None:
                break
            if here == 0:
                return at
            slope = None
            for step in (Fraction(1), Fraction(-1), Fraction(1, 1000)):
                there = gap(at + step)
                if there is not None and there != here:
                    slope = (there - here) / step
                    break
            if slope is None:
                break
            bent = _bent(gap, at)
            if bent is not None and gap(bent) == 0:
                return bent
            at -= here / slope
    return None


def _bent(gap: Callable[[Fraction], Fraction | None], at: Fraction) -> Fraction | None:
    """Where (a v + b) / (v + d) through three points is 0: what a share of a mean that holds it looks like."""
    points = [(v, gap(v)) for v in (at, at + 1, at - 1)]
    if any(value is None for _, value in points):
        return None
    rows = [(v, Fraction(1), -f, f * v) for v, f in points if f is not None]
    whole = _determinant([row[:3] for row in rows])
    a = _determinant([(row[3], row[1], row[2]) for row in rows])
    b = _determinant([(row[0], row[3], row[2]) for row in rows])
    return -b / a if whole and a else None


def _determinant(rows: list[tuple[Fraction, Fraction, Fraction]]) -> Fraction:
    (a, b, c), (d, e, f), (g, h, i) = rows
    return a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)


def _given(place: Place, boundary: Boundary, lever: Lever, target: Fraction) -> Sides:
    return _around(place, boundary, lever, target, inputs(place.case.texts), NONE)


def _around(place: Place, boundary: Boundary, lever: Lever, target: Fraction, rows: Inputs, others: Given) -> Sides:
    sides: Sides = {}
    for value in (target, *(target + sign * lever.step * times for times in WIDER for sign in (-1, 1))):
        gap = place.gap(boundary, lever, value, others)
        side = None if gap is None or not lever.allows(value) else (gap > 0) - (gap < 0)
        if side is not None and side not in sides:
            sides[side] = given(lever, value, rows)
    return sides


def _counted(place: Place, boundary: Boundary, lever: Lever, target: Fraction) -> Sides:
    for sides in counted(place, boundary, lever, target):
        if needed(boundary, set(sides)):
            return sides
    raise KaoheError("no event of the case gives it")


MAKERS = {"rows": _counted, "share": shared, "column": columned}
