"""What new rows make of settled periods: the run with them minus what is stored, one correction after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kaohe.core.errors import KaoheError, Problem
from kaohe.core.periods import Period
from kaohe.core.store.cause import Cause, corrections, others
from kaohe.core.store.changes import Change, changes
from kaohe.core.store.merge import Merged, Parts, without
from kaohe.core.store.posting import Key, Posting, difference, of_document, totals
from kaohe.core.tables.corrections import every

if TYPE_CHECKING:
    from kaohe.core.results import Results
    from kaohe.plugins.stores.store import Store

Run = Callable[[Parts, Sequence[Period]], "Results"]


@dataclass(frozen=True)
class Corrected:
    """What one cause makes: postings in later periods, and what settled periods would show now, by where it is booked."""

    cause: Cause
    postings: list[Posting]
    changes: list[tuple[str, Change]]


def corrected(store: Store, merged: Merged, now: Results, settled: Sequence[Period], run: Run) -> list[Corrected]:
    """The causes that make a difference to settled periods, in the order in which they came about.

    ``now``: the run with all rows. Raises KaoheError if the stored rows alone no longer make the stored postings.
    """
    assert store.last is not None
    last = store.last
    ledger = totals(store.postings())
    concerned = [one for one in merged.fresh if one.month is None or one.month <= last]
    documents = [now.document()]
    if not concerned and _money(documents[0], settled) == ledger:
        return []
    before = run(merged.stored, settled).document()
    _reproduced(store, ledger, _money(before, settled), before["run"]["kaohe"])
    causes = corrections(every(now.outcome.tables), merged.fresh, last)
    refs = [cause.ref for cause in causes]
    for place in range(len(refs) - 1, -1, -1):
        documents.insert(0, run(without(merged.every, "events", set(refs[place:])), settled).document())
    documents.insert(0, before)
    found = []
    for cause, was, is_ in zip([others(concerned, causes, last), *causes], documents, documents[1:]):
        one = Corrected(cause, _postings(cause, was, is_, settled), _changes(cause, was, is_, settled))
        if one.postings or one.changes:
            found.append(one)
    return found


def _money(document: Any, settled: Sequence[Period]) -> dict[Key, int]:
    periods = {str(period) for period in settled}
    return totals(posting for posting in of_document(document) if posting.origin in periods)


def _reproduced(store: Store, ledger: dict[Key, int], found: dict[Key, int], kaohe: str) -> None:
    problems = [
        Problem(
            f"the stored rows now make {fen / 100:+.2f} yuan more on {key.account} ({key.status}) than is stored",
            f"it was settled by kaohe {store.runs[-1].kaohe}, this is {kaohe}: use that one, or settle into a new store",
            scheme=key.scheme,
            unit=key.unit,
            period=key.origin,
        )
        for key, fen in difference(ledger, found).items()
    ]
    if problems:
        raise KaoheError(problems)


def _postings(cause: Cause, was: Any, now: Any, settled: Sequence[Period]) -> list[Posting]:
    loud = {scheme["id"]: scheme["illustrative"] for scheme in now["schemes"]}
    return [
        Posting(
            scheme=key.scheme, unit=key.unit, period=_booked(cause, key.origin, settled), origin=key.origin,
            account=key.account, counter=key.counter, fen=fen, status=key.status, node=key.node,
            illustrative=loud[key.scheme], **cause.document(),
        )
        for key, fen in difference(_money(was, settled), _money(now, settled)).items()
    ]  # fmt: skip


def _changes(cause: Cause, was: Any, now: Any, settled: Sequence[Period]) -> list[tuple[str, Change]]:
    every = {(scheme["id"], str(period)) for scheme in now["schemes"] for period in settled}
    return [(_booked(cause, change.origin, settled), change) for change in changes(was, now, every)]


def _booked(cause: Cause, origin: str, settled: Sequence[Period]) -> str:
    """The period of the same length that the difference is booked in."""
    period = Period.parse(origin)
    last = max(one for one in settled if one.kind == period.kind and one.months == period.months)
    return str(cause.booked(period, last))
