"""``kaohe init``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kaohe.cli.options import force, language

if TYPE_CHECKING:
    from kaohe.plugins.reporters.words import Language


@click.command()
@click.option(
    "-s", "--scheme", "specs", multiple=True, required=True, metavar="ID", help="A scheme to use; may be repeated."
)
@click.option("-o", "--out", default="kaohe.toml", show_default=True, type=click.Path(dir_okay=False, path_type=Path))
@force
@language
def init(specs: tuple[str, ...], out: Path, force: bool, lang: Language) -> None:
    """Write a kaohe.toml: schemes, open parameters, unit kinds, calendar.

    Every parameter that a scheme's document leaves open stands there to be filled in, and every reading with its
    default. `kaohe score`, `explain` and `compare` take the file with --config.

    \b
    kaohe init -s chengdu-branch-monthly -s bank-call-centre
    """
    if out.exists() and not force:
        raise click.UsageError(f"{out} exists; use --force to overwrite it")
    from kaohe.plugins import session
    from kaohe.plugins.config_file import write_config

    write_config(session.load_all(specs, demand=False), out, lang)
    click.echo(f"wrote {out}")
