"""``kaohe show``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kaohe.cli.options import config, language, sets

if TYPE_CHECKING:
    from kaohe.core.explain.phrases import Language


@click.command()
@click.argument("scheme", metavar="ID", required=False)
@click.option("--card", help="Show only this scorecard.")
@click.option("--ranges", is_flag=True, help="Also show each column's range, denominator and slack.")
@click.option("--page", is_flag=True, help="Show it as a Markdown page, with inputs, outcomes, findings and examples.")
@click.option("--vocabulary", is_flag=True, help="Show the names that data and results use, instead of a scheme.")
@sets
@config
@language
def show(
    scheme: str | None,
    card: str | None,
    ranges: bool,
    page: bool,
    vocabulary: bool,
    sets: tuple[str, ...],
    config: Path | None,
    lang: Language,
) -> None:
    """Show a scheme: its tree, formulas, clauses and parameters.

    The tree with full marks and weights, every formula in words, the clause it is quoted from, and of each parameter
    whether it is stated in the document, assumed by us, required from you, or only illustrative.

    \b
    kaohe show bank-call-centre
    kaohe show chengdu-branch-monthly --ranges --lang zh
    kaohe show unicom-composite --page
    kaohe show --vocabulary
    """
    if vocabulary:
        if scheme or card or ranges or page or sets:
            raise click.UsageError("--vocabulary stands alone: the names are the same in every scheme")
        _vocabulary(lang)
        return
    if scheme is None:
        raise click.UsageError("name a scheme (kaohe schemes lists them), or ask for --vocabulary")
    from kaohe.plugins import session

    if page:
        if card or ranges or sets:
            raise click.UsageError("--page shows the whole document as it stands, in both languages")
        from kaohe.plugins import pages

        click.echo(pages.page(session.source(scheme)), nl=False)
        return
    text = session.show(session.load(scheme, sets, config), card=card, language=lang)
    if ranges:
        tried = session.load(scheme, sets, config, illustrative=True)
        if tried.illustrative:
            text += "\n\nRanges with illustrative numbers for what is required and not given."
        text += "\n" * (1 if tried.illustrative else 2) + session.ranges(tried, card=card, language=lang)
    click.echo(text)


def _vocabulary(language: Language) -> None:
    from kaohe.cli.tables import echo_table
    from kaohe.core.explain.vocabulary import vocabulary

    for listing in vocabulary(language):
        click.echo(listing.title)
        echo_table(listing.heads, listing.rows)
