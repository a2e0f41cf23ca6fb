"""Input rows that put a compared quantity at its boundary, one step below and one step above."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kaohe.core.errors import KaoheError
from kaohe.core.language.tree import Call, Compare, Number, walk
from kaohe.core.program import Lacking
from kaohe.core.run.cardrun import CardRun, Cell
from kaohe.core.run.judge import Judge
from kaohe.core.run.score import Score
from kaohe.plugins.testing.boundaries import HOLDS, Boundary
from kaohe.plugins.testing.cases import Case
from kaohe.plugins.testing.inputs import Inputs, inputs, tables
from kaohe.plugins.testing.levers import Lever, counted, given, levers
from kaohe.plugins.testing.whatif import WhatIf

STARTS = [Fraction(number) for number in (0, 1, 50, 90, 95, 99, 100, 1000, 100_000)]
TRIES, EVENTS, MOST = 6, 5, 2000
Sides = dict[int, Inputs]


@dataclass(frozen=True)
class Place:
    """One cell of one case in which a boundary is looked for."""

    case: Case
    score: Score
    judge: Judge
    card: CardRun
    cell: Cell

    def gap(self, boundary: Boundary, lever: Lever | None = None, value: Fraction | None = None) -> Fraction | None:
        """Left minus right, where the lever gives ``value``; None where either is nothing or lacking."""
        what = WhatIf(self.score, {} if lever is None or value is None else {lever.place: value})
        sides = values(what, self.card, boundary, self.cell)
        return None if sides is None else sides[0] - sides[1]


def values(what: WhatIf, card: CardRun, boundary: Boundary, cell: Cell) -> tuple[Fraction, Fraction] | None:
    """Both sides of a boundary in a cell; None where one is nothing, lacking or no number."""
    try:
        left, right = what.tree(card, boundary.left, cell), what.tree(card, boundary.right, cell)
    except (Lacking, KaoheError, ZeroDivisionError):
        return None
    if not isinstance(left, Fraction | bool) or not isinstance(right, Fraction | bool):
        return None
    return Fraction(left), Fraction(right)


def needed(boundary: Boundary, sides: set[int]) -> bool:
    """Whether these sides show the boundary: it itself, and one on which the decision is another."""
    match boundary.decision:
        case Compare(sign, _, _):
            other = {side for side in (-1, 1) if HOLDS[sign][side + 1] != HOLDS[sign][1]}
            return 0 in sides and bool(other & sides)
        case Call("min" | "max", _):
            return sides == {-1, 0, 1}
        case Call("above", _):
            return {0, 1} <= sides
        case Call("clip", (_, _, high)):
            return {0, 1 if boundary.right == high else -1} <= sides
    return {0, -1} <= sides


def reach(place: Place, boundary: Boundary) -> tuple[list[Sides], list[str]]:
    """Ways to put the quantity around its boundary, by one lever each; and why others do not."""
    reasons = []
    ways: list[Sides] = []
    for lever in levers(place.score, place.card, place.cell, Call("max", (boundary.left, boundary.right))):
        target = _solved(lambda value, lever=lever: place.gap(boundary, lever, value), _starts(place, boundary, lever))  # type: ignore[misc]
        if target is None:
            reasons.append(f"{lever.name} does not move it there")
            continue
        try:
            sides = _counted(place, boundary, lever, target) if lever.how == "rows" else _given(place, boundary, lever, target)
        except KaoheError as error:
            reasons.append(f"{lever.name}: {error.problems[0].what}")
            continue
        if needed(boundary, set(sides)):
            ways.append(sides)
        else:
            reasons.append(f"{lever.name} cannot be {float(target):g}, or not pass it")
    return ways, reasons or ["nothing in a table drives it"]


def _starts(place: Place, boundary: Boundary, lever: Lever) -> Iterator[Fraction]:
    now = WhatIf(place.score).value(place.card if lever.card is place.card else lever.card, f"{lever.name}@", lever.cell) if _there(place, lever) else None
    if isinstance(now, Fraction | bool):
        yield Fraction(now)
    written = {node.value for tree in (boundary.left, boundary.right) for node in walk(tree) if isinstance(node, Number)}
    for start in [*sorted(written), *STARTS]:
        if (lever.low is None or start >= lever.low) and (lever.high is None or start <= lever.high):
            yield start


def _there(place: Place, lever: Lever) -> bool:
    try:
        WhatIf(place.score).value(lever.card, f"{lever.name}@", lever.cell)
    except (Lacking, KaoheError):
        return False
    return True


def _solved(gap: Callable[[Fraction], Fraction | None], starts: Iterator[Fraction]) -> Fraction | None:
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
            at -= here / slope
    return None


def _given(place: Place, boundary: Boundary, lever: Lever, target: Fraction) -> Sides:
    rows, sides = inputs(place.case.texts), {}
    for value in (target, target - lever.step, target + lever.step):
        gap = place.gap(boundary, lever, value)
        if gap is not None and lever.allows(value):
            sides.setdefault((gap > 0) - (gap < 0), given(lever, value, rows))
    return sides


def _counted(place: Place, boundary: Boundary, lever: Lever, target: Fraction) -> Sides:
    """Events of the case that stand for more or fewer cases, until their sum is the target and one more or less."""
    item, rows = lever.step_of.item, inputs(place.case.texts)
    assert item is not None
    kinds = {kind for name in item.rows for kind in _kinds(place.judge, name)}
    now = WhatIf(place.score).value(lever.card, f"{lever.name}@", lever.cell)
    if not isinstance(now, Fraction):
        raise KaoheError("it counts nothing here")
    for event in [row["event"] for row in rows.get("events", []) if row["kind"] in kinds][:EVENTS]:
        each = _more(place, lever, counted(event, 1, rows))
        if each is None or each == now or ((target - now) / (each - now)).denominator != 1:
            continue
        times = int((target - now) / (each - now))
        if abs(times) > MOST:
            continue
        sides: Sides = {}
        for more in (times, times - 1, times + 1):
            gap = place.gap(boundary, lever, now + more * (each - now))
            try:
                found = counted(event, more, rows)
            except KaoheError:
                continue
            if gap is not None:
                sides.setdefault((gap > 0) - (gap < 0), found)
        if needed(boundary, set(sides)):
            return sides
    raise KaoheError("no event of the case gives it")


def _kinds(judge: Judge, name: str) -> tuple[str, ...]:
    from kaohe.core.run.rowplan import root_kinds

    return judge.plan(name).kinds or root_kinds(judge.scheme, name)


def _more(place: Place, lever: Lever, rows: Inputs) -> Fraction | None:
    try:
        outcome = place.case.results(tables=tables(rows)).outcome
    except KaoheError:
        return None
    for card in outcome.cards:
        if card.plan.key == lever.card.plan.key:
            value = WhatIf(outcome.score).value(card, f"{lever.name}@", lever.cell)
            return value if isinstance(value, Fraction) else None
    return None
