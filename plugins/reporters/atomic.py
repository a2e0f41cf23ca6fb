"""Files and folders that appear whole or not at all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kaohe.core.errors import KaoheError


def place(out: Path, suffix: str, stem: str = "results") -> Path:
    """The file to write: ``out`` itself if it ends in ``suffix``, else ``stem`` + ``suffix`` in the folder ``out``."""
    return out if out.suffix.lower() == suffix and not out.is_dir() else out / f"{stem}{suffix}"


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A temporary sibling of ``path`` to write to; it takes the name ``path`` if the block succeeds, else it goes."""
    with _sibling(path) as part:
        part.touch()
        yield part
        part.replace(path)


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A temporary sibling folder; if the block succeeds it becomes ``path``, or its files move there if that exists."""
    with _sibling(path) as part:
        part.mkdir()
        yield part
        if not path.exists():
            part.replace(path)
            return
        for file in sorted(part.iterdir()):
            file.replace(path / file.name)


@contextmanager
def _sibling(path: Path) -> Iterator[Path]:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
    except OSError as error:
        raise KaoheError(f"cannot be written: {error.strerror or error}", file=path) from error
    finally:
        if part.is_dir():
            shutil.rmtree(part)
        elif part.exists():
            part.unlink()


def needs_folder(out: Path | None, form: str) -> Path:
    """``out``, or the error that this form of output cannot be printed."""
    if out is None:
        raise KaoheError(f"{form} output is files, it cannot be printed", "say where they go: -o DIR")
    return out
