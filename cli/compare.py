"""``kaohe compare``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kaohe.cli.options import language, run_options

if TYPE_CHECKING:
    from kaohe.plugins.reporters.words import Language


@click.command()
@run_options
@click.option("--format", "form", type=click.Choice(["table", "json", "xlsx"]), default="table", show_default=True)
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Folder to write into, whole or not at all."
)
@language
def compare(form: str, out: Path | None, lang: Language, **settings: Any) -> None:
    """Compare schemes, or readings of one scheme, on the same data.

    Per unit and period: rate, rank, grade and money under each scheme or variant; how alike the rankings are; the
    largest moves with the nodes that cause them; what of the data each scheme uses and ignores; where a scheme
    saturates.

    \b
    kaohe compare data -s gov-support-centre -s "gov-support-centre[scale=raw]" --period 2014-01..2014-12
    kaohe compare data -s bank-call-centre -s "bank-call-centre[peer_group=line]" --period 2014-03 --format xlsx -o out
    """
    from kaohe.cli.run import run
    from kaohe.cli.wrote import wrote
    from kaohe.plugins import session
    from kaohe.plugins.comparisons import comparison_reporters

    reporter = next(one for one in comparison_reporters(lang) if one.name == form)
    results = run(**settings)
    reporter.write(session.compare(results), out)
    if out is not None:
        wrote(out, results, lang)
