"""Why a run is refused, in words that say what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from kaohe.core.errors import KaoheError, Problem, did_you_mean

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.periods import Period
    from kaohe.core.tables import Tables


def known_kinds(unit_kinds: Mapping[str, str], schemes: Sequence[Scheme]) -> None:
    """Raises KaoheError for a kind of unit, or a card, that no scheme of the run has."""
    every = [(name, card) for one in schemes for name, card in one.cards.items()]
    cards = {called for name, card in every for called in (name, card.called or name)}
    known = {kind for _, card in every for kind in card.unit}
    for card, kind in unit_kinds.items():
        if card and card not in cards:
            raise KaoheError(
                f"--unit-kind {card}={kind}: no scheme of this run has that card", did_you_mean(card, cards)
            )
        own = {kind for name, one in every if card in (name, one.called) for kind in one.unit}
        if card and kind not in own:
            raise KaoheError(
                f"the card {card} does not assess units of kind {kind!r}", f"one of {', '.join(sorted(own))}"
            )
        if kind not in known:
            hint = did_you_mean(kind, known) or f"one of {', '.join(sorted(known))}"
            raise KaoheError(f"--unit-kind {kind}: no card of this run assesses such units", hint)


def outside(error: KaoheError, periods: Sequence[Period], tables: Tables) -> KaoheError:
    """Values that are missing because the data lie elsewhere: that is said first."""
    from kaohe.core.run.spans import data_span

    span = data_span(tables)
    out = [period for period in periods if span is not None and (period.last < span.first or period.first > span.last)]
    if not out or not all("is missing" in problem.what for problem in error.problems):
        return error
    wanted = ", ".join(str(period) for period in out[:3]) + (", ..." if len(out) > 3 else "")
    return KaoheError(
        [Problem(f"{wanted} lies outside of what the data cover, {span}", "ask for another --period"), *error.problems]
    )


def no_units(schemes: Sequence[Scheme], periods: Sequence[Period], tables: Tables) -> KaoheError:
    """The error of a run in which no card has a unit: which kinds it assesses, and which the data hold."""
    wanted = dict.fromkeys(kind for one in schemes for card in one.cards.values() for kind in card.unit)
    there = sorted(tables.units.get_column("kind").unique().to_list())
    when = f" in {periods[0]}" if len(periods) == 1 else ""
    what = f"no unit is assessed{when}: the cards are for units of kind {', '.join(wanted)}, the data hold {', '.join(there)}"
    return KaoheError(what, "a unit also needs the attributes that its card asks for (kaohe show ID)")


def in_documents(error: KaoheError, schemes: Sequence[Scheme]) -> KaoheError:
    """Problems of a scheme's document with its file and line; those of data as they are."""
    from kaohe.core.documents.placed import placed

    paths = {name: one.path for one in schemes if one.path is not None for name in (one.id, one.label)}
    problems = []
    for problem in error.problems:
        path = paths.get(str(problem.where.get("scheme")))
        problems += (
            placed(KaoheError(problem), path).problems if path is not None and "node" in problem.where else [problem]
        )
    return KaoheError(problems)
