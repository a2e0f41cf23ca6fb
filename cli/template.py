"""``kaohe template``"""

from __future__ import annotations

from pathlib import Path

import click

from kaohe.cli.options import config, force, sets


@click.command()
@click.option(
    "-s", "--scheme", "specs", multiple=True, metavar="ID", help="A scheme to collect inputs for; may be repeated."
)
@sets
@config
@click.option("--format", "form", type=click.Choice(["xlsx", "csv"]), default="xlsx", show_default=True)
@click.option(
    "-o", "--out", required=True, type=click.Path(path_type=Path), help="The workbook, or the folder of CSV files."
)
@force
def template(
    specs: tuple[str, ...], sets: tuple[str, ...], config: Path | None, form: str, out: Path, force: bool
) -> None:
    """Write an empty workbook or CSV set with the inputs of schemes.

    Exactly the tables and columns that the chosen schemes need, with drop-downs for codes and one filled example row
    each.
    """
    if out.exists() and not force:
        raise click.UsageError(f"{out} exists; use --force to overwrite it")
    from kaohe.plugins import session

    session.write_template(session.load_all(specs, list(sets), config), out, form)
    click.echo(f"wrote {out}")
