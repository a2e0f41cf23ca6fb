"""One run from tables and schemes to scored cards."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from kaohe.core.documents.scheme import Scheme
from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.core.operations import Operation, Run, operations
from kaohe.core.periods import Period
from kaohe.core.run import agreed, counted, measured, rated, scope, segments
from kaohe.core.run.cardplan import CardPlan
from kaohe.core.run.cardrun import CardRun
from kaohe.core.run.carried import misnamed
from kaohe.core.run.cells import cells
from kaohe.core.run.judge import Judge
from kaohe.core.run.kept import Gathered, Kept
from kaohe.core.run.places import Places
from kaohe.core.run.plan import plan_card
from kaohe.core.run.score import Score
from kaohe.core.run.settings import Settings
from kaohe.core.run.spans import asked, computed, data_from, data_span, ends_after
from kaohe.core.run.windows import Since
from kaohe.core.tables import Tables

MoreOperations = tuple[type[Operation], ...]


@dataclass
class Outcome:
    """Everything a run has computed; results are read from it, never computed a second time."""

    schemes: list[Scheme]
    cards: list[CardRun]
    judges: dict[str, Judge]
    score: Score
    settings: Settings
    tables: Tables
    span: Period | None

    @property
    def in_doubt(self) -> int:
        """How many rows and cells the columns could not decide."""
        return self.score.in_doubt + sum(judge.in_doubt for judge in self.judges.values())


def execute(
    schemes: Sequence[Scheme], tables: Tables, settings: Settings, more: MoreOperations = (), progress: Callable[[int, int], None] | None = None, kept: Kept | None = None
) -> Outcome:  # fmt: skip
    """Judges, gathers and scores. Raises KaoheError with every fault found.

    ``kept`` holds what earlier runs of these tables and settings have gathered.
    """
    kept = kept or Kept()
    _known_units(settings, tables)
    scope.known(settings.scope, tables)
    span = data_span(tables)
    if problems := [problem for scheme in schemes for problem in misnamed(scheme)]:
        raise KaoheError(problems)
    plans = [plan_card(scheme, name, settings) for scheme in schemes for name in scheme.cards]
    shown = {plan.key: asked(plan, settings, span) for plan in plans}
    if not any(shown.values()):
        raise KaoheError(*_nothing_asked(plans, settings, span))
    periods = computed(plans, shown, span, settings)
    run = _run(settings, span, [period for found in periods.values() for period in found])
    known = operations(run, more)
    since = (
        Since(data_from(span, settings), min(period.first for found in shown.values() for period in found))
        if span is not None
        else None
    )
    occurs: segments.Occurring = {}
    if any(plan.card.segment is not None for plan in plans):
        seen = _seen(schemes, tables, settings)
        occurs = segments.occurring(
            plans, seen, lambda plan: Judge(plan.scheme, seen[plan.scheme.label], settings, known, since)
        )
        tables = segments.extended(tables, occurs)
    seen = _seen(schemes, tables, settings)
    judges = {scheme.label: kept.judge(Judge(scheme, seen[scheme.label], settings, known, since)) for scheme in schemes}
    cards = []
    for plan in plans:
        if periods[plan.key]:
            cards.append(
                _gathered(
                    plan,
                    periods[plan.key],
                    shown[plan.key],
                    judges[plan.scheme.label],
                    seen[plan.scheme.label],
                    settings,
                    kept,
                    occurs.get(plan.key),
                )
            )
    score = Score(cards, tables, settings, lambda card: known, kept.held)
    if progress is not None:
        score.progress = progress
    score.run()
    return Outcome(list(schemes), cards, judges, score, settings, tables, span)


def _seen(schemes: Sequence[Scheme], tables: Tables, settings: Settings) -> dict[str, Tables]:
    """The tables as each scheme sees them: those of the units that it is for."""
    return {scheme.label: scope.within(tables, settings.scope.get(scheme.id, ())) for scheme in schemes}


def _gathered(
    plan: CardPlan,
    periods: list[Period],
    shown: list[Period],
    judge: Judge,
    tables: Tables,
    settings: Settings,
    kept: Kept,
    occurs: pl.DataFrame | None,
) -> CardRun:
    frame, columns = kept.gather(plan, periods, judge, lambda: _sources(plan, periods, judge, tables, settings, occurs))
    ended = None if settings.as_of is None else {period.first for period in periods if not ends_after(period, settings)}
    return CardRun(plan, periods, {period.first for period in shown}, frame, columns, ended=ended)


def _sources(
    plan: CardPlan, periods: list[Period], judge: Judge, tables: Tables, settings: Settings, occurs: pl.DataFrame | None
) -> Gathered:
    frame, columns = cells(plan, periods, tables.units, settings, occurs)
    size = periods[0].last - periods[0].first + 1
    places = Places(frame)
    frame, more = measured.gather(plan, frame, places, size, tables, settings)
    columns |= more
    frame, more = rated.gather(plan, frame, places, size, tables)
    columns |= more
    frame, more = counted.gather(plan, frame, places, size, judge, columns)
    columns |= more
    return agreed.combine(plan, frame, columns, size, judge), columns


def _run(settings: Settings, span: Period | None, periods: list[Period]) -> Run:
    first = min([period.first for period in periods] + ([span.first] if span else []))
    last = max([period.last for period in periods] + ([span.last] if span else []))
    return Run(
        settings.as_of,
        settings.calendar,
        settings.holidays,
        settings.extra_workdays,
        (first // 12 - 1, last // 12 + 1),
        settings.empty_survey,
    )


def _known_units(settings: Settings, tables: Tables) -> None:
    known = set(tables.units.get_column("unit").to_list()) if settings.units else set()
    for unit in settings.units:
        if unit not in known:
            raise KaoheError(f"unknown unit {unit!r}", did_you_mean(unit, known))


def _nothing_asked(plans: list[CardPlan], settings: Settings, span: Period | None) -> tuple[str, str]:
    if settings.card and settings.card not in {plan.called for plan in plans} | {plan.name for plan in plans}:
        return f"no scheme of this run has a card {settings.card!r}", did_you_mean(
            settings.card, [plan.called for plan in plans]
        )
    kinds = ", ".join(sorted({plan.card.period for plan in plans}))
    if settings.periods:
        wanted = ", ".join(str(period) for period in settings.periods[:3])
        return f"no card of this run is for {wanted}", f"the cards are for: {kinds}"
    if span is None:
        return "the data have no dated rows, so there is no period to score", "name one with --period"
    return f"the data cover {span}, which holds no whole period of the cards ({kinds})", "name a period with --period"
