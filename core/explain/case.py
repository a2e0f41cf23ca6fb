"""The receipt of one event or ticket: what every scheme of the run made of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import polars as pl

from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.core.explain.fate import fate, replaced
from kaohe.core.explain.receipt import Both, Evidence
from kaohe.core.explain.receipts import evidence
from kaohe.core.run.behind import rows_behind

if TYPE_CHECKING:
    from kaohe.core.results import Results
    from kaohe.core.run.execute import Outcome

FORMAT = "kaohe.receipt/1"


@dataclass(frozen=True)
class CaseReceipt:
    """One row under one rows table of a scheme, or why no table of the scheme has kept it (``evidence`` is None).

    ``nodes``: where it counts, with what it adds there; ``flags``: what it raised.
    """

    scheme: str
    rows: str
    evidence: Evidence | None
    nodes: tuple[str, ...]
    flags: tuple[str, ...]
    why: Both

    def document(self) -> dict[str, Any]:
        """As plain data."""
        held = self.evidence.document() if self.evidence is not None else None
        return {"format": FORMAT, "scheme": self.scheme, "rows": self.rows, "nodes": list(self.nodes),
                "flags": list(self.flags), "why": self.why, "evidence": held}  # fmt: skip


def explain_case(results: Results, ref: str) -> list[CaseReceipt]:
    """What became of an event or ticket, per scheme and rows table. Raises KaoheError for an id the data do not hold."""
    outcome = results.outcome
    if (why := replaced(outcome, ref)) is not None:
        return [CaseReceipt(label, "", None, (), (), why) for label in outcome.judges]
    row = _row(outcome, ref)
    raised: dict[str, list[str]] = {}
    for flag in results.document()["flags"]:
        if flag["ref"] == ref:
            raised.setdefault(flag["scheme"], []).append(flag["flag"])
    found = []
    for label, judge in outcome.judges.items():
        receipts = [
            CaseReceipt(
                label,
                name,
                evidence(judge.scheme, judged, kept, str(kept["unit"]), None),
                _nodes(outcome, label, name, ref),
                (),
                {},
            )
            for name, judged in judge.done.items()
            for kept in judged.frame.filter(pl.col("ref") == ref).to_dicts()
        ]
        if receipts:
            last = receipts[-1]
            receipts[-1] = replace(last, flags=tuple(dict.fromkeys(raised.get(label, ()))))
        found += receipts or [CaseReceipt(label, "", None, (), (), fate(outcome, label, row))]
    return found


def _row(outcome: Outcome, ref: str) -> dict[str, Any]:
    """The row of the data."""
    known: list[str] = []
    for table, id_ in (("events", "event"), ("tickets", "ticket")):
        frame: pl.DataFrame = getattr(outcome.tables, table)
        same = frame.filter(pl.col(id_) == ref)
        if same.height:
            return same.with_columns(pl.col("unit").cast(pl.String)).row(0, named=True)
        known += frame.get_column(id_).drop_nulls().to_list()
    raise KaoheError(f"no event or ticket {ref!r} in the data", did_you_mean(ref, known))


def _nodes(outcome: Outcome, label: str, rows: str, ref: str) -> tuple[str, ...]:
    """The values that the row is folded into: card, name, unit and period."""
    found = []
    for card in outcome.cards:
        if card.plan.scheme.label != label:
            continue
        for name, step in card.plan.steps.items():
            if step.item is not None and rows in step.item.rows and step.base:
                for behind in rows_behind(outcome, card, name, ref=ref):
                    if behind.kept:
                        found.append(f"{card.plan.called}.{name} of {behind.unit} in {card.period_of[behind.t]}")
    return tuple(dict.fromkeys(found))
