"""``kaohe score ... -o NAME.store``: settle periods instead of writing results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

REFUSED = {
    "form": ("--format", "a store has a form of its own"),
    "card": ("--card", "a period is settled whole"),
    "units": ("--unit", "a period is settled whole"),
    "partial": ("--partial", "what is settled is final"),
    "as_of": ("--as-of", "a settled period is judged as of its end"),
}


def settle(
    out: Path,
    lang: str,
    *,
    form: str,
    data: str,
    specs: tuple[str, ...],
    every: bool,
    sets: tuple[str, ...],
    config: Path | None,
    **settings: Any,
) -> None:
    """Settle and say what was done. Refuses options that would settle a part of a period."""
    from kaohe.cli.progress import progress
    from kaohe.cli.run import schemes_named
    from kaohe.plugins.stores.settle import settle as settled
    from kaohe.plugins.stores.told import told

    specs = schemes_named(every, specs)
    given = settings | {"form": "" if form == "table" else form}
    for name, (option, why) in REFUSED.items():
        if given[name]:
            raise click.UsageError(f"{option} does not go with a store: {why}")
    kept = {name: settings[name] for name in ("period", "unit_kinds", "illustrative", "engine")}
    with progress() as report:
        done = settled(out, data, specs, sets, config, progress=report, **kept)
    click.echo(told(done, "zh" if lang == "zh" else "en"))
