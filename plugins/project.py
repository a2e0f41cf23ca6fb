"""A folder of data that brings its own ``kaohe.toml``: what was decided of the schemes travels with the data."""

from __future__ import annotations

from pathlib import Path

from kaohe.plugins.config import NAME, Config, read_config


def located(data: str, config: Path | None = None) -> tuple[str, Config]:
    """Where the tables lie and what was decided: by ``config``, else beside the data, else in the working folder.

    The tables of a folder with a ``kaohe.toml`` lie in it, or in its folder ``data``.
    """
    own = Path(data) / NAME
    if "://" in data or not own.is_file():
        return data, read_config(config)
    tables = Path(data) / "data"
    return str(tables) if tables.is_dir() else data, read_config(config or own)
