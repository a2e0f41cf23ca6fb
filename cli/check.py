"""``kaohe check``"""

from __future__ import annotations

from pathlib import Path

import click

from kaohe.cli.options import config, schemes, sets


@click.command()
@click.argument("path")
@schemes
@sets
@config
def check(path: str, specs: tuple[str, ...], sets: tuple[str, ...], config: Path | None) -> None:
    """Check data, or a scheme document.

    PATH is data as for `kaohe score`, or a scheme document (<id>.toml). Data are read and checked as a whole, and with
    -s also against what those schemes need. All that is wrong is listed; the exit code is then 1.

    \b
    kaohe check data -s bank-call-centre
    """
    from kaohe.plugins import checks, session
    from kaohe.plugins.project import located

    if path.endswith(".toml"):
        click.echo(checks.check_document(Path(path)))
    else:
        place, written = located(path, config)
        named = specs or written.get("schemes", ())
        tables = session.open_data(place)
        schemes = session.load_all(named, sets, written, demand=False, tables=tables) if named else []
        click.echo(checks.check_data(tables, schemes))
