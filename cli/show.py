"""``kaohe show``"""

from __future__ import annotations

from pathlib import Path

import click

from kaohe.cli.options import config, language, sets


@click.command()
@click.argument("scheme", metavar="ID")
@click.option("--card", help="Show only this scorecard.")
@click.option("--ranges", is_flag=True, help="Also show each column's range, denominator and slack.")
@sets
@config
@language
def show(scheme: str, card: str | None, ranges: bool, sets: tuple[str, ...], config: Path | None, lang: str) -> None:
    """Show a scheme: its tree, formulas, clauses and parameters.

    The tree with full marks and weights, every formula in words, the clause it is quoted from, and of each parameter
    whether it is stated in the document, assumed by us, required from you, or only illustrative.

    \b
    kaohe show bank-call-centre
    kaohe show chengdu-branch-monthly --ranges --lang zh
    """
    from kaohe.plugins import session

    page = session.show(session.load(scheme, sets, config), card=card, language=lang)
    if ranges:
        tried = session.load(scheme, sets, config, illustrative=True)
        if tried.illustrative:
            page += "\n\nRanges with illustrative numbers for what is required and not given."
        page += "\n" * (1 if tried.illustrative else 2) + session.ranges(tried, card=card, language=lang)
    click.echo(page)
