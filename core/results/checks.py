"""The checks of a document: a condition that must hold where a value is shown, and in every cell that such a value reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from kaohe.core.errors import KaoheError, Problem

if TYPE_CHECKING:
    from kaohe.core.run.cardrun import CardRun
    from kaohe.core.run.execute import Outcome


def check(outcome: Outcome) -> None:
    """Raises KaoheError with every check that does not hold: what comes to no or to nothing, in a cell that counts."""
    problems, reading = [], None
    for card in outcome.cards:
        for name, rule in card.plan.card.check.items():
            column = f"?check.{name}.holds"
            holds = card.frame.get_column(column).cast(pl.Boolean) if column in card.frame.columns else None
            if holds is None or (not holds.null_count() and holds.all()):
                continue
            broken = card.frame.select("unit", "t").filter(~holds.fill_null(False))
            shown = broken.filter(pl.col("t").is_in(list(card.asked)))
            if shown.height < broken.height:
                reading = reading or read(outcome)
                shown = broken.join(reading[card.plan.key], on=["unit", "t"], how="semi")
            for unit, t in shown.sort("t", "unit").iter_rows():
                problems.append(
                    Problem(
                        rule.says,
                        scheme=card.plan.scheme.label,
                        card=card.plan.called,
                        unit=unit,
                        period=str(card.period_of[t]),
                    )
                )
    if problems:
        raise KaoheError(problems)


def read(outcome: Outcome) -> dict[tuple[str, str], pl.DataFrame]:
    """The shown cells of each card, and all that their values rest on: cells that other cells read a value of."""
    found = {card.plan.key: _shown(card) for card in outcome.cards}
    waiting = [card for card in outcome.cards if found[card.plan.key].height]
    while waiting:
        card = waiting.pop()
        for step in card.plan.steps.values():
            if not step.base or step.item is None or not step.item.from_:
                continue
            reference = outcome.score.reference(card, step)
            if reference is None:
                continue
            source, known = reference.source, found[reference.source.plan.key]
            links = outcome.score.links(reference).join(found[card.plan.key], on=["unit", "t"], how="semi")
            cells = links.select(unit="source_unit", t="source_t").unique()
            new = cells.join(_valued(source, reference.name), on=["unit", "t"], how="semi").join(
                known, on=["unit", "t"], how="anti"
            )
            if new.height:
                found[source.plan.key] = pl.concat([known, new])
                waiting.append(source)
    return found


def _shown(card: CardRun) -> pl.DataFrame:
    return card.frame.select("unit", "t").filter(pl.col("t").is_in(list(card.asked)))


def _valued(card: CardRun, name: str) -> pl.DataFrame:
    """The cells in which a name has a value."""
    return card.frame.filter(pl.col(name).is_not_null()).select("unit", "t")


__all__ = ["check", "read"]
