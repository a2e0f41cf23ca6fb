"""A store as it lies in its folder. Nothing counts but what a manifest names, and a manifest appears last."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kaohe.core.errors import KaoheError
from kaohe.core.periods import Period
from kaohe.core.store.posting import Posting
from kaohe.core.store.run import Run, read_run
from kaohe.plugins.readers.naming import digest
from kaohe.plugins.stores import place

if TYPE_CHECKING:
    import polars as pl

    from kaohe.core.tables import RawTable


class Store:
    """What the runs so far have left; a store that is not there yet has no runs."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        if self.path.exists() and not self.path.is_dir():
            raise KaoheError("a store is a folder, this is a file", f"name another {place.SUFFIX}", file=str(path))
        self.runs: list[Run] = [read_run(file) for file in sorted((self.path / place.RUNS).glob("*.json"))]

    @property
    def last(self) -> int | None:
        """The index of the last month whose rows are kept; None if nothing is settled."""
        return max((Period.parse(run.last).last for run in self.runs), default=None)

    @property
    def settled(self) -> list[Period]:
        """The settled periods of every length, in the order in which they were settled."""
        texts = [text for run in self.runs for periods in run.settled.values() for text in periods]
        return [Period.parse(text) for text in dict.fromkeys(texts)]

    @property
    def schemes(self) -> dict[str, dict[str, Any]]:
        """The entries of the schemes by label, each as it was first stored."""
        return {entry["id"]: entry for run in reversed(self.runs) for entry in run.schemes}

    def parts(self) -> dict[str, list[RawTable]]:
        """The rows of all runs, in the order in which they came, as they were read."""
        from kaohe.core.tables import RawTable

        found: dict[str, list[RawTable]] = {}
        for run in self.runs:
            for kept in run.kept:
                frame = self.read(kept["path"], run)
                part = RawTable(frame, kept["file"], kept["sheet"], 1, kept["sha256"], kept["clean"])
                found.setdefault(kept["table"], []).append(part)
        return found

    def postings(self) -> Iterator[Posting]:
        """The whole ledger, by run."""
        from kaohe.plugins.stores.tables import read_ledger

        for run in self.runs:
            for path in run.files:
                if path.startswith(place.POSTINGS):
                    yield from read_ledger(self.read(path, run))

    def read(self, path: str, run: Run) -> pl.DataFrame:
        """A file of a run; KaoheError if it is not the one that was written."""
        import polars as pl

        file = self.path / path
        if not file.is_file() or digest(file) != run.files[path]:
            what = "has changed since it was written" if file.is_file() else "is missing"
            raise KaoheError(f"this file of the store {what}", "restore it from a copy", file=str(file))
        return pl.read_parquet(file, glob=False, hive_partitioning=False)

    def named(self) -> set[str]:
        """Every path that a manifest names, and the manifests."""
        return {path for run in self.runs for path in (*run.files, place.manifest(run.number))}
