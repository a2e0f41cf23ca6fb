"""Writing a run into a store: aside first, then into place, the manifest last."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kaohe.core.errors import KaoheError
from kaohe.core.store.run import Run
from kaohe.plugins.readers.naming import digest
from kaohe.plugins.stores import place

if TYPE_CHECKING:
    import polars as pl

    from kaohe.plugins.stores.store import Store

ASIDE, LOCK = ".part", ".lock"


def commit(store: Store, run: Run, frames: Mapping[str, pl.DataFrame]) -> None:
    """Adds a run with its files. Before the manifest is in place the store is as it was, whatever happens.

    Raises KaoheError if another run has written meanwhile, or if the folder cannot be written.
    """
    try:
        store.path.mkdir(parents=True, exist_ok=True)
        with _alone(store.path):
            _write(store, run, frames)
    except OSError as error:
        raise KaoheError(f"cannot be written: {error.strerror or error}", file=str(store.path)) from error


def _write(store: Store, run: Run, frames: Mapping[str, pl.DataFrame]) -> None:
    if (store.path / place.manifest(run.number)).exists():
        raise KaoheError("another run has settled into this store meanwhile", "run again", file=str(store.path))
    aside = store.path / ASIDE
    _sweep(store, aside)
    if settled := sorted(frames.keys() & store.named()):
        raise KaoheError("this file of a settled period would be written again", file=str(store.path / settled[0]))
    for path, frame in frames.items():
        (aside / path).parent.mkdir(parents=True, exist_ok=True)
        frame.write_parquet(aside / path)
    run = replace(run, files={path: digest(aside / path) for path in frames})
    (aside / "run.json").write_text(run.text(), "utf-8", newline="\n")
    for path in (*frames, place.manifest(run.number)):
        (store.path / path).parent.mkdir(parents=True, exist_ok=True)
    for path in frames:
        (aside / path).replace(store.path / path)
    (aside / "run.json").replace(store.path / place.manifest(run.number))
    shutil.rmtree(aside)


def _sweep(store: Store, aside: Path) -> None:
    """Take away what a run that was killed has left: no manifest names it."""
    if aside.exists():
        shutil.rmtree(aside)
    named = store.named()
    for folder in (place.INPUTS, place.RESULTS, place.POSTINGS):
        for file in sorted((store.path / folder).rglob("*.parquet")):
            if file.relative_to(store.path).as_posix() not in named:
                file.unlink()


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Holds the store's lock, which the system lets go when the process ends; KaoheError if another process has it."""
    with (path / LOCK).open("w") as file:
        try:
            _lock(file)
        except OSError:
            raise KaoheError("another run is writing into this store", "run again later", file=str(path)) from None
        yield


def _lock(file: TextIO) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
