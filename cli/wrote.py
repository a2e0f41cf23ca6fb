"""What a command says when it has written files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kaohe.core.results import Results
    from kaohe.plugins.reporters.words import Language


def wrote(out: Path, results: Results, language: Language) -> None:
    """Says where they are; before that, on standard error, what must be read before any number in them."""
    from kaohe.plugins.reporters.words import warnings

    for warning in warnings(results.about(), language):
        click.echo(warning, err=True)
    click.echo(f"wrote {out}")
