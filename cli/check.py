"""``kaohe check``"""

from __future__ import annotations

from pathlib import Path

import click

from kaohe.cli.options import config, language, schemes, sets


@click.command()
@click.argument("path", metavar="DATA|ID|DOCUMENT")
@schemes
@sets
@config
@language
def check(path: str, specs: tuple[str, ...], sets: tuple[str, ...], config: Path | None, lang: str) -> None:
    """Check data, or a scheme document.

    DATA is as for `kaohe score`. Data are read and checked as a whole, and with -s also against what those schemes
    need. All that is wrong is listed; the exit code is then 1.

    ID or DOCUMENT (<id>.toml) is a scheme: its document is run without data under each of its readings. What is wrong
    is an error. What is odd is a finding, which leaves the exit code 0: full marks that miss their total, tiers with
    gaps, edges that the text leaves open, marks above full marks, conditions that never bite, days that do not exist,
    parameters that nobody reads, clauses without a node, rules that reward the worse result. Each comes with its
    clause and the reading taken.

    \b
    kaohe check data -s bank-call-centre
    kaohe check channel-pay --lang zh
    """
    from kaohe.plugins import checks, session
    from kaohe.plugins.project import located

    is_data = specs or "://" in path or (Path(path).exists() and not path.endswith(".toml"))
    if not is_data:
        from kaohe.plugins.examined import examine

        click.echo(examine(Path(path) if path.endswith(".toml") else session.document(path)).text(lang))
        return
    place, written = located(path, config)
    named = specs or written.get("schemes", ())
    tables = session.open_data(place)
    schemes = session.load_all(named, sets, written, demand=False, tables=tables) if named else []
    click.echo(checks.check_data(tables, schemes))
