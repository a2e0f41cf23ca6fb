"""The boundary check: cases generated around every boundary, scored on engines, judged by plain fractions."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kaohe.core.bounds.boundaries import HOLDS, Boundary, boundaries, idle
from kaohe.core.bounds.spans import Spans
from kaohe.core.errors import KaoheError
from kaohe.core.language.tree import Compare
from kaohe.core.results import Results
from kaohe.core.run.cardplan import CardPlan
from kaohe.core.run.cardrun import CardRun, Cell
from kaohe.core.run.plan import plan_card
from kaohe.core.run.spans import asked, data_span
from kaohe.plugins import session
from kaohe.plugins.testing.cases import Case, cases
from kaohe.plugins.testing.inputs import tables
from kaohe.plugins.testing.judging import decision, differences
from kaohe.plugins.testing.places import Place, Sides, values
from kaohe.plugins.testing.reached import Reached, out_of_reach
from kaohe.plugins.testing.reaching import needed, reach
from kaohe.plugins.testing.rowbounds import RowBoundary
from kaohe.plugins.testing.rowedges import Shown, of_rows, show
from kaohe.plugins.testing.whatif import WhatIf

CASES, CELLS, FEW = 8, 2, 0.15


Say = Callable[[str], None]


def check_boundaries(
    scheme: str,
    path: Path | None = None,
    engines: Sequence[str] = ("polars", "duckdb"),
    size: int | None = None,
    only: str = "",
    seed: int = 1,
    say: Say | None = None,
) -> Reached:
    """Generates cases at, just below and just above the boundaries of a scheme's cards and rows.

    ``size``: of a sample of so many; ``only``: of those whose name holds this text. A card that no case shows counts
    once, whatever the parameters of a case make of it.
    """
    usable = [case for case in cases(scheme, path) if not case.messages]
    planned, unseen = list[dict[str, Boundary]](), dict[str, Boundary]()
    for shown, other in map(_of, usable):
        planned.append(shown)
        unseen |= other
    cards = {one.card for found in planned for one in found.values()}
    unseen = {name: one for name, one in unseen.items() if one.card not in cards}
    on_rows = [{str(boundary): boundary for boundary in of_rows(case)} for case in usable]
    report, tried = Reached(scheme, out_of_reach(scheme)), dict[str, float]()
    known = {name for found in [unseen, *planned] for name in found} | {name for found in on_rows for name in found}
    names = sorted(name for name in known if only in name)
    if size is not None:
        names = [name for name in names if name not in report.listed]
        names = random.Random(seed).sample(names, min(size, len(names)))
    report.missed = dict.fromkeys(names, "no case shows its card")
    _try_rows(report, usable, on_rows, engines)
    seen = Seen()
    for case, found in zip(usable, planned, strict=True):
        open_ = [name for name in report.missed if tried.get(name, 0) < CASES or name not in report.listed]
        left = {name: found[name] for name in open_ if name in found}
        if left:
            _try(report, seen, case, left, tried, engines)
        if say is not None:
            say(f"{case.name}: {report}")
    for name, one in {name: one for found in planned for name, one in found.items() if name in report.missed}.items():
        if needed(one, seen.sides.get(name, set())):
            del report.missed[name]
            report.reached[name] = seen.cases[name]
    return report


@dataclass
class Seen:
    """On which sides of boundaries the cells of the cases themselves lie, and in which case first."""

    sides: dict[str, set[int]] = field(default_factory=dict)
    cases: dict[str, str] = field(default_factory=dict)


def _try(
    report: Reached,
    seen: Seen,
    case: Case,
    left: dict[str, Boundary],
    tried: dict[str, float],
    engines: Sequence[str],
) -> None:
    results = case.results()
    outcome = results.outcome
    cards = {card.plan.name: card for card in outcome.cards if card.plan.scheme.label == report.scheme}
    for name, boundary in left.items():
        card = cards.get(boundary.card)
        cells = [cell for cell in card.cells() if cell[1] in card.asked] if card is not None else []
        if card is None or not cells:
            continue
        seen.cases.setdefault(name, case.name)
        seen.sides.setdefault(name, set()).update(_lying(report, case, results, card, boundary, cells))
        for cell in cells[:CELLS] if tried.get(name, 0) < CASES else ():
            tried[name] = tried.get(name, 0) + FEW
            if _shown(report, Place(case, outcome.score, outcome.judges, card, cell), boundary, engines):
                del report.missed[name]
                report.reached[name] = case.name
                break


def _lying(
    report: Reached, case: Case, results: Results, card: CardRun, boundary: Boundary, cells: list[Cell]
) -> Iterator[int]:
    """The sides on which the cells of a case lie; what the engine does not decide as meant is wrong."""
    what = WhatIf(results.outcome.score)
    for cell in cells:
        found = values(what, card, boundary, cell)
        if found is not None:
            side = (found[0] > found[1]) - (found[0] < found[1])
            meant = boundary.meant(side, *found, card.plan.scheme.constants)
            decided, doubt = decision(results, card, boundary, cell)
            report.in_doubt += doubt
            if decided != meant:
                report.wrong.append(
                    f"{report.scheme}, {boundary}, case {case.name!r}: decided {decided}, meant is {meant}"
                )
            yield side


def _try_rows(
    report: Reached, usable: Sequence[Case], of: Sequence[Mapping[str, RowBoundary]], engines: Sequence[str]
) -> None:
    """The boundaries on rows: all that are left in one judging of each case."""
    shown, wanted = Shown(), set(report.missed)
    known: dict[str, RowBoundary] = {}
    for case, found in zip(usable, of, strict=True):
        here = {name: one for name, one in found.items() if name in wanted}
        known |= here
        if left := shown.left(here):
            show(shown, case, left, engines)
    for name in known:
        report.missed[name] = "no rows of the cases come to lie on both sides"
    for name in known.keys() - shown.left(known).keys():
        del report.missed[name]
        report.reached[name] = shown.cases[name]
    report.wrong += shown.wrong
    report.runs += shown.runs


def _moving(plans: Mapping[str, CardPlan], plan: CardPlan) -> Iterator[Boundary]:
    """The boundaries of a card that some data can reach by the bounds of its inputs."""
    spans = Spans(plans.get)
    for boundary in boundaries(plan):
        if not idle(boundary, spans.of(plan, boundary.left), spans.of(plan, boundary.right)):
            yield boundary


def _of(case: Case) -> tuple[dict[str, Boundary], dict[str, Boundary]]:
    """The boundaries of the cards that a case shows, and of its other cards."""
    scheme, settings = case.load(), session.run_settings(**case.asked())
    plans = {name: plan_card(scheme, name, settings) for name in scheme.cards}
    kinds, span = set(case.tables.units["kind"].cast(str)), data_span(case.tables)
    shown, other = dict[str, Boundary](), dict[str, Boundary]()
    for plan in plans.values():
        seen = asked(plan, settings, span) and not kinds.isdisjoint(plan.card.unit)
        (shown if seen else other).update({str(one): one for one in _moving(plans, plan)})
    return shown, other


def _shown(report: Reached, place: Place, boundary: Boundary, engines: Sequence[str]) -> bool:
    """Whether some lever reaches the boundary and the runs confirm it; mismatches go into the report."""
    ways, reasons = reach(place, boundary)
    for way in ways:
        refused = _tried(report, place, boundary, way, engines)
        if refused is None:
            return True
        reasons.append(refused)
    if report.missed[str(boundary)] == "no case shows its card" or values(
        WhatIf(place.score), place.card, boundary, place.cell
    ):
        report.missed[str(boundary)] = f"{place.case.name}: {'; '.join(dict.fromkeys(reasons))}"
    return False


def _tried(report: Reached, place: Place, boundary: Boundary, way: Sides, engines: Sequence[str]) -> str | None:
    """Why the rows do not come to lie around the boundary; None if they do (and the engines were judged)."""
    for side, rows in sorted(way.items()):
        for engine in engines:
            try:
                results = place.case.results(engine, tables=tables(rows))
            except KaoheError as error:
                if _stopped(boundary, side):
                    continue
                return error.problems[0].what
            report.runs += 1
            card = next((one for one in results.outcome.cards if one.plan.key == place.card.plan.key), None)
            what = WhatIf(results.outcome.score)
            found = None if card is None or card.row(place.cell) is None else values(what, card, boundary, place.cell)
            if card is None or found is None or (found[0] > found[1]) - (found[0] < found[1]) != side:
                return "the run does not put it there"
            where = f"{report.scheme}, {boundary}, side {side:+d}, case {place.case.name!r} on {engine}"
            meant = boundary.meant(side, *found, card.plan.scheme.constants)
            decided, doubt = decision(results, card, boundary, place.cell)
            report.in_doubt += doubt
            if decided != meant:
                report.wrong.append(f"{where}: decided {decided}, meant is {meant}")
            report.wrong += [f"{where}: {problem}" for problem in differences(results, what)]
    return None


def _stopped(boundary: Boundary, side: int) -> bool:
    """Whether the run has to stop on that side, for the boundary is that of a check."""
    sign = boundary.decision.sign if isinstance(boundary.decision, Compare) else ""
    return boundary.step.startswith("check.") and bool(sign) and not HOLDS[sign][side + 1]
