"""``kaohe explain``"""

from __future__ import annotations

from typing import Any

import click

from kaohe.cli.options import language, run_options


@click.command()
@run_options
@click.option("--node", help="The node of the score tree; default: the total.")
@click.option("--ref", metavar="EVENT", help="An event or ticket: what became of it under each scheme.")
@language
def explain(node: str | None, ref: str | None, lang: str, **settings: Any) -> None:
    """Explain one number, or what became of one event.

    Prints the receipt: the rule as a sentence with the numbers filled in, the arithmetic, the clause it rests on and
    the rows behind it. Needs one --unit and --period, or --ref.

    \b
    kaohe explain data -s bank-call-centre --unit A01 --period 2014-01 --node typing
    kaohe explain data -s gulin-accountability --ref E00017
    """
    units = settings["units"]
    if ref is None and (len(units) != 1 or settings["period"] is None):
        raise click.UsageError("say one --unit and a --period, or --ref EVENT")
    from kaohe.cli.run import run
    from kaohe.plugins import session
    from kaohe.plugins.stores.place import is_store

    unit, period = units[0] if units else None, settings["period"]
    if is_store(settings["data"]):
        from kaohe.plugins.stores.explained import explained

        if why := explained(settings["data"], "zh" if lang == "zh" else "en", unit=unit, period=period, ref=ref):
            click.echo(f"{why}\n")
    results = run(**settings)
    click.echo(session.explain(results, unit=unit, period=period, node=node, ref=ref, language=lang))
