"""Boundaries on rows: many rows around many boundaries in one judging, decided by engines and by plain fractions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from kaohe.core.errors import KaoheError
from kaohe.core.operations import Run, operations
from kaohe.core.run.judge import Judge
from kaohe.core.run.plan import plan_card
from kaohe.core.run.rowplan import RowPlan, plan_rows
from kaohe.core.run.spans import data_span
from kaohe.plugins import session
from kaohe.plugins.own_operations import own_operations
from kaohe.plugins.testing.cases import Case
from kaohe.plugins.testing.inputs import Inputs, Row, copied, inputs, tables
from kaohe.plugins.testing.reaching import needed
from kaohe.plugins.testing.rowbounds import ROWS, RowBoundary, input_boundaries, row_boundaries
from kaohe.plugins.testing.rowkeys import judged, key_ways, keys_of
from kaohe.plugins.testing.rowvalues import Rows, decided, differing, folded_rows, judged_rows
from kaohe.plugins.testing.rowvaried import ways

WAYS, CASES = 3, 4
Added = tuple[str, list[Row]]
"""Rows to be added together, and their table."""


@dataclass
class Shown:
    """On which sides of each boundary rows lay, in the first case that had some; what was wrong; how often was judged."""

    sides: dict[str, set[int]] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)
    tried: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    runs: int = 0

    def left(self, of: Mapping[str, RowBoundary]) -> dict[str, RowBoundary]:
        """The boundaries that rows have not yet lain around."""
        return {name: one for name, one in of.items() if not needed(one, self.sides.get(name, set()))}


def of_rows(case: Case) -> Iterator[RowBoundary]:
    """The boundaries on rows of a case's scheme."""
    judge = Judge(case.load(), case.tables, session.run_settings(**case.asked()), {})
    for name in judge.scheme.rows:
        yield from row_boundaries(plan_rows(judge.scheme, name))
    for name in judge.scheme.cards:
        yield from input_boundaries(plan_card(judge.scheme, name, judge.settings), judge.plan)


def show(shown: Shown, case: Case, left: Mapping[str, RowBoundary], engines: Sequence[str]) -> None:
    """Adds rows to a case for the boundaries that are left, judges all rows, and compares with fractions."""
    given, added = inputs(case.texts), []
    judge = _judge(case, given, engines[0])
    for name, boundary in left.items():
        if shown.tried.get(name, 0) < CASES:
            found = list(islice(_ways(judge, boundary, given), WAYS))
            shown.tried[name] = shown.tried.get(name, 0) + bool(found)
            if boundary.key:
                _keyed(shown, case, name, boundary, with_(given, found), engines)
            else:
                added += found
    _judged(shown, case, {name: one for name, one in left.items() if not one.key}, given, added, engines)


def _ways(judge: Judge, boundary: RowBoundary, given: Inputs) -> Iterator[Added]:
    rows = _rows(judge, boundary)
    raw = {row[rows.table.removesuffix("s")]: row for row in given.get(rows.table, [])}
    if boundary.key:
        step = plan_card(judge.scheme, boundary.card, judge.settings).steps[boundary.step.rpartition(".")[0]]
        assert step.item is not None
        made = key_ways(rows, boundary, step.item, raw)
    else:
        made = ways(rows, boundary, raw)
    yield from ((rows.table, way) for way in made)


def _keyed(shown: Shown, case: Case, name: str, boundary: RowBoundary, more: Inputs, engines: Sequence[str]) -> None:
    """A run with rows of new middle keys: what is gathered against what its keys make."""
    for engine in engines:
        try:
            keys = keys_of(case.results(engine, tables=tables(more)), boundary)
        except KaoheError:
            return
        if keys is not None:
            sides, wrong = judged(keys, boundary)
            shown.runs += 1
            shown.wrong += [f"case {case.name!r} on {engine}, {problem}" for problem in wrong]
            shown.sides.setdefault(name, set()).update(sides)
            shown.cases.setdefault(name, case.name)


def _judged(
    shown: Shown,
    case: Case,
    left: Mapping[str, RowBoundary],
    given: Inputs,
    added: list[Added],
    engines: Sequence[str],
) -> None:
    """One judging with all the rows; where some of them are refused, each half of them by itself."""
    more = with_(given, added)
    try:
        found = [_sides(shown, case, _judge(case, more, engine), left) for engine in engines]
    except KaoheError:
        if len(added) > 1:
            for half in (added[: len(added) // 2], added[len(added) // 2 :]):
                _judged(shown, case, left, given, half, engines)
        return
    shown.runs += len(engines)
    for name, sides in found[0].items():
        if sides:
            shown.cases.setdefault(name, case.name)
            shown.sides.setdefault(name, set()).update(sides)


def _sides(shown: Shown, case: Case, judge: Judge, left: Mapping[str, RowBoundary]) -> dict[str, set[int]]:
    """The sides on which rows lie; what the engine does not decide as meant is wrong."""
    found: dict[str, set[int]] = {}
    wrong: list[str] = []
    where = f"{judge.scheme.id}, case {case.name!r} on {judge.settings.engine.name}"
    for table in dict.fromkeys(one.step.partition(".")[0] for one in left.values() if one.card == ROWS):
        wrong += [f"{where}, rows.{table}: {what}" for what in differing(judged_rows(judge, table))]
    for name, boundary in left.items():
        rows, found[name] = _rows(judge, boundary), set()
        for row, decision in zip(rows.rows(), decided(rows, boundary), strict=True):
            pair = row.pair(boundary)
            if pair is None:
                continue
            side = (pair[0] > pair[1]) - (pair[0] < pair[1])
            found[name].add(side)
            meant = boundary.meant(side, *pair, judge.scheme.constants)
            if decision != meant:
                wrong.append(f"{where}, {name}, {row.held['ref']}: decided {decision}, meant is {meant}")
    shown.wrong += wrong
    return found


class Unfiltered(Judge):
    """Judges the rows too of which ``where`` does not hold, and picks none."""

    def plan(self, name: str) -> RowPlan:
        """The plan of a rows table, ``where`` only computed."""
        plan = super().plan(name)
        if "?where" in plan.steps:
            plan.steps["?kept"] = plan.steps.pop("?where")
            plan.rows = plan.rows.model_copy(update={"pick": None})
        return plan


def _rows(judge: Judge, boundary: RowBoundary) -> Rows:
    if boundary.card == ROWS:
        table, _, step = boundary.step.partition(".")
        if step == "where":
            judge = Unfiltered(judge.scheme, judge.tables, judge.settings, judge.operations)
        return judged_rows(judge, table)
    plan = plan_card(judge.scheme, boundary.card, judge.settings)
    return folded_rows(judge, plan, plan.steps[boundary.step.rpartition(".")[0]])


def _judge(case: Case, given: Inputs, engine: str) -> Judge:
    scheme, data, settings = case.load(), tables(given), session.run_settings(**case.asked(engine))
    span = data_span(data)
    years = (2000, 2030) if span is None else (span.first // 12 - 1, span.last // 12 + 1)
    run = Run(
        settings.as_of,
        settings.calendar,
        settings.holidays,
        settings.extra_workdays,
        years,
        settings.empty_survey,
    )
    return Judge(scheme, data, settings, operations(run, own_operations([scheme])))


def with_(given: Inputs, added: Sequence[Added]) -> Inputs:
    """The rows of a case and those added to them, under names of their own."""
    more, number = copied(given), 0
    for table, rows in added:
        for row in rows:
            number += 1
            more[table].append(row | {table.removesuffix("s"): f"+{number}"})
    return more
