"""A scheme plugin that is nothing but a folder: a document, its words and its cases."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from kaohe.plugins.hookspecs import hookimpl
from kaohe.plugins.protocols import SchemeSource

TEXT = ".text.toml"


class SchemeFolder:
    """The plugin object of the folder ``name`` of a ``package`` (of the package itself if no name is given).

    Every ``<id>.toml`` with a ``<id>.text.toml`` beside it is a scheme; ``<id>@VERSION.toml`` another version of it. The folder is imported at once, which binds
    its name in ``package`` before the plugin object takes that name: a later import cannot undo the binding.
    """

    def __init__(self, package: str, name: str = "") -> None:
        self.package = f"{package}.{name}" if name else package
        self._module = import_module(self.package)

    @property
    def path(self) -> Path:
        return Path(next(iter(self._module.__path__)))

    @hookimpl
    def kaohe_schemes(self) -> list[SchemeSource]:
        """Sources in order of id; the files are found, not read."""
        texts = sorted(self.path.glob(f"*{TEXT}"))
        found = [text.with_name(text.name.removesuffix(TEXT) + ".toml") for text in texts]
        documents = [path for path in found if path.exists()]
        others = {path: path.stem.partition("@")[0] for path in documents if "@" in path.stem}
        return [
            SchemeSource(path.stem, path, tuple(other for other, id_ in others.items() if id_ == path.stem))
            for path in documents
            if path not in others
        ]

    def __repr__(self) -> str:
        return f"SchemeFolder({self.package!r})"
