"""What a run writes into a store, by path: rows, results and postings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from kaohe.core.store.merge import Merged
from kaohe.core.store.posting import Posting, of_document
from kaohe.plugins.stores import place
from kaohe.plugins.stores.tables import changed, ledger, of_period

if TYPE_CHECKING:
    import polars as pl

    from kaohe.core.results.contract import Document
    from kaohe.core.store.cause import Cause
    from kaohe.core.store.changes import Change
    from kaohe.plugins.stores.corrected import Corrected

Frames = dict[str, "pl.DataFrame"]


def files(
    number: int, document: Document, pairs: Sequence[tuple[str, str]], corrected: Sequence[Corrected], merged: Merged
) -> tuple[Frames, list[Posting], list[dict[str, Any]]]:
    """The frames of run ``number`` by path, the postings of its own periods, and what its manifest says of the rows."""
    frames, kept = _rows(number, merged)
    postings = [posting for posting in of_document(document) if (posting.scheme, posting.origin) in set(pairs)]
    for scheme, period in pairs:
        own = [posting for posting in postings if (posting.scheme, posting.origin) == (scheme, period)]
        frames[place.postings(period, scheme)] = ledger(own)
        for table, frame in of_period(document, scheme, period):
            frames[place.results(period, scheme, table)] = frame
    return frames | _corrections(number, corrected), postings, kept


def _corrections(number: int, corrected: Sequence[Corrected]) -> Frames:
    booked: dict[str, list[Posting]] = {}
    shown: dict[str, list[tuple[str, Change, Cause]]] = {}
    for one in corrected:
        for posting in one.postings:
            booked.setdefault(place.postings(posting.period, posting.scheme, number), []).append(posting)
        for period, change in one.changes:
            path = place.results(period, change.scheme, f"changes-{number:04}")
            shown.setdefault(path, []).append((period, change, one.cause))
    made = {path: ledger(postings) for path, postings in booked.items()}
    return made | {path: changed(found) for path, found in shown.items()}


def _rows(number: int, merged: Merged) -> tuple[Frames, list[dict[str, Any]]]:
    frames: Frames = {}
    kept = []
    for table, parts in merged.kept.items():
        for place_, part in enumerate(parts):
            path = place.inputs(number, table, place_)
            frames[path] = part.frame
            kept.append({
                "table": table, "path": path, "file": part.file, "sheet": part.sheet, "rows": part.frame.height,
                "sha256": part.sha256, "clean": part.clean,
            })  # fmt: skip
    return frames, kept
