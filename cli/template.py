"""``kaohe template``"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from kaohe.cli.options import config, force, language, schemes, sets


@click.command()
@schemes
@click.option(
    "-o",
    "--out",
    default="kaohe-data.xlsx",
    show_default=True,
    type=click.Path(path_type=Path),
    help="A workbook (name.xlsx), or a folder for CSV files.",
)
@sets
@config
@language
@force
def template(
    specs: tuple[str, ...],
    out: Path,
    sets: tuple[str, ...],
    config: Path | None,
    lang: Literal["zh", "en"],
    force: bool,
) -> None:
    """Write a workbook or CSV files to fill in: what the chosen schemes need.

    A sheet per table with only the columns that are read, drop-downs, an example row of every kind and indicator, a
    sheet of the parameters that are yours to decide, and a sheet that says which scheme and clause reads what.
    `kaohe check` and `kaohe score` read the filled file as it is.

    \b
    kaohe template -s bank-call-centre -o data.xlsx
    kaohe template -s chengdu-branch-monthly -s chengdu-event-penalty -o data --lang zh
    """
    if out.exists() and not force:
        raise click.UsageError(f"{out} exists; use --force to overwrite it")
    from kaohe.plugins import session
    from kaohe.plugins.config import read_config
    from kaohe.plugins.templates import write_template

    chosen = session.load_all(specs, sets, read_config(config), demand=False)
    tables = write_template(chosen, out, lang)
    names = " ".join(f"-s {one.id}" for one in chosen)
    click.echo(f"wrote {out}: {', '.join(tables)}; fill it in, then: kaohe check {out} {names}")
