"""Settling periods into a store: new ones are added, a difference to settled ones is posted, nothing is rewritten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaohe.core.errors import KaoheError
from kaohe.core.periods import Period
from kaohe.core.store.merge import Parts, merge, unsettled
from kaohe.core.store.posting import Posting
from kaohe.core.store.run import Run
from kaohe.plugins import session
from kaohe.plugins.project import located
from kaohe.plugins.settings import asked_periods
from kaohe.plugins.stores.commit import commit
from kaohe.plugins.stores.corrected import Corrected, corrected
from kaohe.plugins.stores.named import Call, call, same_rules, settings_of
from kaohe.plugins.stores.store import Store
from kaohe.plugins.stores.written import files

if TYPE_CHECKING:
    from kaohe.core.results import Results

Progress = Callable[[int, int], None] | None


@dataclass
class Settled:
    """What a run has done: periods by scheme that it settled, its postings, what settled periods it corrected."""

    store: Path
    results: Results
    settled: list[tuple[str, str]]
    before: list[str]
    postings: list[Posting] = field(default_factory=list)
    corrected: list[Corrected] = field(default_factory=list)
    kept: int = 0
    later: int = 0


def settle(
    out: Path,
    data: str,
    specs: Sequence[str],
    sets: Sequence[str],
    config: Path | None,
    *,
    period: str | None,
    unit_kinds: Sequence[str] = (),
    illustrative: bool = False,
    engine: str = "polars",
    progress: Progress = None,
) -> Settled:
    """Settles the periods in the store ``out``, whole or not at all.

    Raises KaoheError for faults of the data, for other rules than those of the store, and where rows that were settled
    have been changed without a correction.
    """
    if period is None:
        raise KaoheError("a store settles periods for good", "say which: --period 2014-03, or 2014-03,2014-Q1")
    asked = list(asked_periods(period))
    store, (source, written) = Store(out), located(data, config)
    named = call(store, specs, sets, written, unit_kinds, illustrative)
    earlier = store.settled
    last = max([one.last for one in asked] + ([] if store.last is None else [store.last]))
    given = _read(source)
    merged = merge(store.parts(), given, last)
    unsettled(merged.fresh, store.last)

    def run(parts: Parts, periods: Sequence[Period]) -> Results:
        return _scored(parts, periods, named, engine, progress)

    new = [one for one in asked if one not in earlier]
    results = run(merged.every, [*earlier, *new])
    same_rules(store, results)
    pairs = _pairs(results, new)
    done = Settled(out, results, pairs, [str(one) for one in asked if one in earlier], later=merged.later)
    if earlier:
        done.corrected = corrected(store, merged, results, earlier, run)
    done.kept = sum(part.frame.height for parts in merged.kept.values() for part in parts)
    if pairs or done.kept or done.corrected:
        frames, done.postings, kept = files(len(store.runs) + 1, results.document(), pairs, done.corrected, merged)
        commit(store, _manifest(store, done, named, last, _fingerprints(given), kept), frames)
    return done


def _read(data: str) -> Parts:
    found = session.host().reader(data).read(data)
    return {table: list(parts) if isinstance(parts, Sequence) else [parts] for table, parts in found.items()}


def _scored(parts: Parts, periods: Sequence[Period], named: Call, engine: str, progress: Progress) -> Results:
    from kaohe.core.tables import normalise

    tables = normalise(parts)
    return session.score(
        tables, named.schemes(tables, periods), periods, unit_kinds=named.unit_kinds, illustrative=named.illustrative,
        engine=engine, progress=progress, keep_nodes=True,
        scope=named.config.get("scope"), **named.config.get("run", {}),
    )  # fmt: skip


def _pairs(results: Results, new: Sequence[Period]) -> list[tuple[str, str]]:
    """The schemes and new periods that the run shows; KaoheError for a period of which there is no card."""
    shown = {(card.plan.scheme.label, card.period_of[t]) for card in results.outcome.cards for t in card.asked}
    for one in new:
        if one not in {period for _, period in shown}:
            raise KaoheError(f"no card of this run is for {one}", "leave it out of --period")
    labels = [scheme.label for scheme in results.outcome.schemes]
    return [(label, str(one)) for label in labels for one in new if (label, one) in shown]


def _fingerprints(given: Parts) -> list[dict[str, Any]]:
    return [
        {"table": table, "file": part.file, "sheet": part.sheet, "rows": part.frame.height, "sha256": part.sha256}
        for table, parts in given.items()
        for part in parts
    ]


def _manifest(
    store: Store, done: Settled, named: Call, last: int, inputs: list[dict[str, Any]], kept: list[dict[str, Any]]
) -> Run:
    about = done.results.about()
    settled: dict[str, list[str]] = {}
    for scheme, period in done.settled:
        settled.setdefault(scheme, []).append(period)
    return Run(
        number=len(store.runs) + 1, kaohe=about["run"]["kaohe"], written_at=datetime.now().isoformat(timespec="seconds"),
        last=str(Period(last, last)), settled=settled, settings=settings_of(done.results), call=named.document(),
        schemes=about["schemes"], inputs=inputs, kept=kept,
    )  # fmt: skip
