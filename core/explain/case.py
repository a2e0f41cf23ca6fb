"""The receipt of one event or ticket: what every scheme of the run made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.core.explain.receipt import Evidence
from kaohe.core.explain.receipts import evidence
from kaohe.core.run.behind import rows_behind

if TYPE_CHECKING:
    from kaohe.core.results import Results


@dataclass(frozen=True)
class CaseReceipt:
    """One row under one rows table of a scheme: ``counted`` says whether it is the case that counts of its incident."""

    scheme: str
    rows: str
    evidence: Evidence
    counted: bool
    nodes: tuple[str, ...]
    flags: tuple[str, ...]

    def document(self) -> dict[str, Any]:
        """As plain data."""
        return {"format": "kaohe.receipt/1", "scheme": self.scheme, "rows": self.rows, "counted": self.counted, "nodes": list(self.nodes),
                "flags": list(self.flags), "evidence": self.evidence.document()}  # fmt: skip


def explain_case(results: Results, ref: str) -> list[CaseReceipt]:
    """What became of an event or ticket, per scheme and rows table. Raises KaoheError for an id the data do not hold."""
    outcome = results.outcome
    known = [
        *outcome.tables.events.get_column("event").to_list(),
        *outcome.tables.tickets.get_column("ticket").to_list(),
    ]
    if ref not in known:
        raise KaoheError(f"no event or ticket {ref!r} in the data", did_you_mean(ref, [name for name in known if name]))
    found: list[CaseReceipt] = []
    flags = results.document()["flags"]
    for label, judge in outcome.judges.items():
        for name in list(judge.done):
            judged = judge.done[name]
            rows = judged.frame.filter(pl.col("ref") == ref)
            for row in rows.to_dicts():
                nodes = []
                for card in outcome.cards:
                    if card.plan.scheme.label != label:
                        continue
                    for step in card.plan.steps:
                        read = card.plan.steps[step].item
                        if (
                            read is not None
                            and name in read.rows
                            and any(behind.kept for behind in rows_behind(outcome, card, step, ref=ref))
                        ):
                            nodes.append(f"{card.plan.called}.{step}")
                raised = tuple(flag["flag"] for flag in flags if flag["ref"] == ref and flag["scheme"] == label)
                found.append(
                    CaseReceipt(
                        label, name, evidence(judge.scheme, judged, row, row["unit"], None), True, tuple(nodes), raised
                    )
                )
    return found
