"""Receipts of what a person points at, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kaohe.core.errors import KaoheError, did_you_mean

if TYPE_CHECKING:
    from kaohe.core.results import Results


def explained(
    results: Results, unit: str | None, period: str | None, node: str | None, ref: str | None, language: str
) -> str:
    """The receipt of one number, or of one event or ticket. Raises KaoheError for what the run does not show."""
    from kaohe.core.explain import explain_case, explain_cell
    from kaohe.core.results.wide import top_names
    from kaohe.plugins.receipts import case_text, text

    if ref is not None:
        return case_text(explain_case(results, ref), language)
    parts, known = [], set()
    for card in results.ordered_cards:
        for cell in card.cells():
            own, segment = card.whose(cell[0])
            if own != unit or cell[1] not in card.asked:
                continue
            known |= set(card.plan.card.node)
            names = [node] if node is not None else top_names(card)
            for name in names:
                if name in card.plan.steps:
                    title = f"{card.plan.scheme.label}, card {card.plan.called}, {cell[0] if segment else unit}, {card.period_of[cell[1]]}"
                    parts.append(f"{title}\n{text(explain_cell(results, card, cell, str(name)), language)}")
    if not parts:
        if node and known:
            raise KaoheError(f"no node {node!r} is shown for {unit} in {period}", did_you_mean(node, known))
        raise not_assessed(results, unit or "", period)
    return "\n\n".join(parts)


def not_assessed(results: Results, unit: str, period: str | None) -> KaoheError:
    """Why no card of the run has this unit: its kind, or an attribute that the card asks for."""
    import polars as pl

    row = results.outcome.tables.units.filter(pl.col("unit").cast(pl.String) == unit).head(1)
    kind = row["kind"][0] if row.height else ""
    reasons = []
    for card in results.ordered_cards:
        kinds, where = card.plan.card.unit, card.plan.card.where
        said = f"{card.plan.called} assesses units of kind {', '.join(kinds)}"
        if kind in kinds and where:
            said += f" where {where}"
        reasons.append(said)
    return KaoheError(f"{unit} ({kind}) is not assessed in {period}", "; ".join(dict.fromkeys(reasons)))
