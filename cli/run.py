"""One run from the options of ``run_options``: open the data, load the schemes, score."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from kaohe.core.results import Results


def run(
    data: str, specs: tuple[str, ...], every: bool, sets: tuple[str, ...], config: Path | None, **settings: Any
) -> Results:
    """Results of the schemes on the data; ``settings`` are period, card, units, unit_kinds, partial, and so on.

    ``every``: all schemes that are installed, and none beside them.
    """
    from kaohe.cli.progress import progress
    from kaohe.plugins import session
    from kaohe.plugins.config import merged_kinds, read_config
    from kaohe.plugins.project import located
    from kaohe.plugins.stores.place import is_store

    specs = schemes_named(every, specs)
    given = settings.pop("unit_kinds")
    if is_store(data):
        from kaohe.plugins.stores.named import recalled

        kept = recalled(data, specs, sets, read_config(config), given, settings["illustrative"])
        place, specs, sets, written = data, kept.specs, kept.sets, kept.config
        settings["illustrative"] = kept.illustrative
    else:
        place, written = located(data, config)
    kinds = merged_kinds(written, given)
    tables = session.open_data(place)
    schemes = session.load_all(
        specs, sets, written, illustrative=settings["illustrative"], tables=tables, period=settings["period"]
    )
    with progress() as report:
        return session.score(
            tables,
            schemes,
            unit_kinds=kinds,
            progress=report,
            scope=written.get("scope"),
            **settings,
            **written.get("run", {}),
        )


def schemes_named(every: bool, specs: tuple[str, ...]) -> tuple[str, ...]:
    """The schemes that a command names: with --all those that are installed. Raises UsageError for both."""
    from kaohe.plugins.session import host

    if every and specs:
        raise click.UsageError("--all stands for every scheme: leave out -s")
    return tuple(source.id for source in host().schemes()) if every else specs
