"""Which periods each card shows, and which it must compute for that."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from kaohe.core.errors import KaoheError
from kaohe.core.periods import Period
from kaohe.core.run.cardplan import CardPlan
from kaohe.core.run.settings import Settings
from kaohe.core.tables import Tables


def data_span(tables: Tables) -> Period | None:
    """The months that the data cover, from the first to the last row that has a date; None without such rows."""
    months: list[int] = []
    for frame in (tables.measurements, tables.ratings):
        short = frame.filter(frame["last"] - frame["first"] < 12) if frame.height else frame
        if short.height:
            months += [int(short["first"].min()), int(short["last"].max())]  # type: ignore[arg-type]
    if tables.events.height:
        months += [int(tables.events["month"].min()), int(tables.events["month"].max())]  # type: ignore[arg-type]
    if tables.tickets.height and "accepted_at" in tables.tickets.columns:
        for extreme in (tables.tickets["accepted_at"].min(), tables.tickets["accepted_at"].max()):
            if extreme is not None:
                months.append(month_of(int(extreme)))  # type: ignore[arg-type]
    return Period(min(months), max(months)) if months else None


def month_of(seconds: int) -> int:
    """The month index of a time."""
    day = date.fromordinal(date(1970, 1, 1).toordinal() + seconds // 86_400)
    return day.year * 12 + day.month - 1


def cycle(plan: CardPlan) -> Period | None:
    """The written range of a scheme that has one; None too while a date of it is not given."""
    written = plan.scheme.document.cycle
    if written is None:
        return None
    ends = []
    for end in (written.start, written.end):
        value = plan.scheme.constants.get(end) if isinstance(end, str) and end in plan.scheme.constants else end
        if isinstance(value, date):
            ends.append(value.year * 12 + value.month - 1)
        elif isinstance(value, Fraction):
            ends.append(month_of(int(value)))
        elif value is None:
            return None
        else:
            what = f"the cycle begins and ends on dates, {end!r} is none"
            raise KaoheError(what, "write a date or a parameter of one", key=("period", "cycle"))
    if ends[1] < ends[0]:
        raise KaoheError("the cycle ends before it begins", "exchange start and end", key=("period", "cycle"))
    return Period(ends[0], ends[1])


def asked(plan: CardPlan, settings: Settings, span: Period | None) -> list[Period]:
    """The periods of this card that are to be shown."""
    if settings.card and settings.card not in (plan.called, plan.name):
        return []
    kind = plan.card.period
    if kind == "cycle":
        written = cycle(plan)
        if written is None:
            kind = "year"
        else:
            return [written] if not settings.periods or written in settings.periods else []
    if settings.periods:
        return [period for period in settings.periods if period.kind == kind]
    return whole_parts(span, kind) if span is not None else []


def whole_parts(span: Period, kind: str) -> list[Period]:
    """The periods of a kind that lie whole inside a span of months; what is left at its ends is no period.

    >>> [str(period) for period in whole_parts(Period.parse("2014-02/2014-12"), "quarter")]
    ['2014-Q2', '2014-Q3', '2014-Q4']
    """
    size = _size(kind)
    first = -(-span.first // size) * size
    return [Period(start, start + size - 1) for start in range(first, span.last - size + 2, size)]


def computed(
    plans: Sequence[CardPlan], shown: dict[tuple[str, str], list[Period]], span: Period | None, settings: Settings
) -> dict[tuple[str, str], list[Period]]:
    """Every period that a shown period needs: its parts, what came before it, the cards it reads."""
    by_key = {plan.key: plan for plan in plans}
    by_id = {(plan.scheme.id, plan.name): plan for plan in reversed(plans)}
    found: dict[tuple[str, str], set[Period]] = {plan.key: set(shown[plan.key]) for plan in plans}
    todo = [(plan.key, period) for plan in plans for period in shown[plan.key]]
    while todo:
        key, period = todo.pop()
        plan = by_key[key]
        for step in plan.steps.values():
            if not step.base or step.item is None or not step.item.from_:
                continue
            scheme, card, _ = plan.source(step)
            source = by_id.get((scheme, card)) if scheme else by_key.get((plan.scheme.label, card))
            if source is None:
                continue
            for needed in _needed(source, step.item.when, step.item.within, period, span, settings):
                if needed not in found[source.key]:
                    found[source.key].add(needed)
                    todo.append((source.key, needed))
    return {key: sorted(periods) for key, periods in found.items()}


def _needed(
    source: CardPlan, when: str, within: str | None, period: Period, span: Period | None, settings: Settings
) -> list[Period]:
    kind = source.card.period
    if kind == "cycle":
        written = cycle(source)
        return [written] if written is not None else [Period.of("year", period.first // 12)]
    if when == "same":
        same = Period.of(kind, period.first // _size(kind))
        return [same] if same == period else whole_parts(period, kind)
    if when == "parts":
        return [part for part in whole_parts(period, kind) if not ends_after(part, settings)]
    if when == "year_before":
        return [
            one for one in (Period(period.first - 12, period.last - 12),) if one.first >= _start(span, period, settings)
        ]
    first = _start(span, period, settings)
    if when == "so_far" or within == "year":
        written = cycle(source) if within != "year" else None
        inside = written is not None and written.first <= period.first <= written.last
        first = max(first, written.first if written is not None and inside else period.first // 12 * 12)
    earlier = Period(first, period.first - 1) if first < period.first else None
    return whole_parts(earlier, kind) if earlier is not None else []


def _size(kind: str) -> int:
    return {"month": 1, "quarter": 3, "half": 6, "year": 12}[kind]


def ends_after(period: Period, settings: Settings) -> bool:
    """Whether a period ends after the moment of judgement."""
    if settings.as_of is None:
        return False
    end = (period.last_day - date(1970, 1, 1)).days * 86_400 + 86_399
    return end > settings.as_of


def _start(span: Period | None, period: Period, settings: Settings) -> int:
    """The first month of which something is known: earlier ones are lacking."""
    first = span.first if span is not None else period.first
    if settings.data_from is not None:
        first = max(first, settings.data_from.year * 12 + settings.data_from.month - 1)
    return min(first, period.first)


def data_from(span: Period, settings: Settings) -> date:
    """The day from which the data are taken to be complete: 1 January of the year of the earliest row."""
    return settings.data_from or date(span.first // 12, 1, 1)
