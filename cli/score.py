"""``kaohe score``"""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kaohe.cli.options import language, run_options

if TYPE_CHECKING:
    from kaohe.plugins.reporters.words import Language


@click.command()
@run_options
@click.option(
    "--keep-nodes",
    is_flag=True,
    help="Keep every node also of a run with over a million node values; else only totals.",
)
@click.option(
    "--format", "form", default="table", show_default=True, help="table, json, csv, parquet, xlsx or a plugin's form."
)
@click.option(
    "-o",
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder to write into, whole or not at all. NAME.store is a store, in which the periods are settled for good.",
)
@language
def score(form: str, out: Path | None, lang: Language, **settings: Any) -> None:
    """Score data by one or more schemes.

    DATA is a folder of CSV or Parquet files, an Excel workbook or a database address, with tables named units,
    measurements, events, tickets, ratings, postings. Shown are the cards of exactly the kind of period asked for; what
    is computed is all that the shown numbers need.

    \b
    kaohe score data -s gov-support-centre --period 2014-11
    kaohe score data -s bank-call-centre -s "bank-call-centre[peer_group=line]" --period 2014-11 --format json
    kaohe score data -s gulin-accountability --period 2014-03 -o books.store
    """
    from kaohe.cli.run import run
    from kaohe.cli.wrote import wrote
    from kaohe.plugins.session import host
    from kaohe.plugins.stores.place import is_store

    if out is not None and is_store(out):
        from kaohe.cli.settle import settle

        settle(out, lang, form=form, **settings)
        return
    reporter: Any = host().reporter(form)
    if is_dataclass(reporter) and not isinstance(reporter, type) and hasattr(reporter, "language"):
        reporter = replace(reporter, language=lang)
    results = run(**settings)
    reporter.write(results, out)
    if out is not None:
        wrote(out, results, lang)
