"""What a plugin's objects must offer; nothing to inherit from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    import narwhals as nw
    import polars as pl

    from kaohe.core.results import Results
    from kaohe.core.tables import RawTable


@dataclass(frozen=True)
class SchemeSource:
    """Where a scheme's document lies: ``path`` is ``<id>.toml``; its words lie beside it in ``<id>.text.toml``.

    ``others``: the documents of its other versions, ``<id>@VERSION.toml``, each with words of its own beside it.
    """

    id: str
    path: Path
    others: tuple[Path, ...] = ()

    @property
    def text_path(self) -> Path:
        return self.path.with_suffix(".text.toml")

    @property
    def cases_path(self) -> Path:
        return self._beside("cases")

    @property
    def survivors_path(self) -> Path:
        return self._beside("survivors")

    def _beside(self, name: str) -> Path:
        """The file of this name beside the document; beside ``<id>@VERSION.toml`` it has the version in its name too."""
        version = self.path.stem.partition("@")[2]
        return self.path.with_name(f"{name}@{version}.toml" if version else f"{name}.toml")


@dataclass(frozen=True)
class Suite:
    """Schemes of one issuing document that feed each other: its name stands for all of them, as in ``-s chengdu``."""

    id: str
    schemes: tuple[str, ...]
    zh: str = ""
    en: str = ""


@runtime_checkable
class Reader(Protocol):
    """Reads people's tables as text, cell by cell; the core gives the cells their types."""

    @property
    def name(self) -> str: ...

    def matches(self, path: str) -> bool:
        """Whether ``path`` (a folder, a file or a database address) is of this reader's kind; reads no rows."""

    def read(self, path: str) -> Mapping[str, RawTable | Sequence[RawTable]]:
        """The tables found, by name (``units``, ``events``, ...), perhaps in parts; a fault of the input is a ``KaoheError``."""


@runtime_checkable
class Reporter(Protocol):
    """Writes results in one form; ``suffix`` is the file's ending, empty if it only prints."""

    @property
    def name(self) -> str: ...

    @property
    def suffix(self) -> str: ...

    def write(self, results: Results, out: Path | None) -> None:
        """Write into the folder ``out``, or to standard output if it is ``None``; whole or not at all."""


@runtime_checkable
class Engine(Protocol):
    """Where columns live while they are computed."""

    @property
    def name(self) -> str: ...

    def lazy(self, frame: pl.DataFrame) -> nw.LazyFrame[Any]:
        """The frame inside the engine; frames of one engine can be joined with each other."""

    def collect(self, frame: nw.LazyFrame[Any]) -> pl.DataFrame:
        """The computed frame, with every integer column as Int64; a value beyond 63 bits is an error."""
