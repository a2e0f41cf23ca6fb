"""One run from the options of ``run_options``: open the data, load the schemes, score."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kaohe.core.results import Results


def run(data: str, specs: tuple[str, ...], sets: tuple[str, ...], config: Path | None, **settings: Any) -> Results:
    """Results of the schemes on the data; ``settings`` are period, card, units, unit_kinds, partial, and so on."""
    from kaohe.cli.progress import progress
    from kaohe.plugins import session
    from kaohe.plugins.config import merged_kinds, read_config
    from kaohe.plugins.stores.place import is_store

    written, given = read_config(config), settings.pop("unit_kinds")
    if is_store(data):
        from kaohe.plugins.stores.named import recalled

        named = recalled(data, specs, sets, written, given, settings["illustrative"])
        specs, sets, written = named.specs, named.sets, named.config
        settings["illustrative"] = named.illustrative
    kinds = merged_kinds(written, given)
    tables = session.open_data(data)
    schemes = session.load_all(specs, sets, written, illustrative=settings["illustrative"], tables=tables)
    with progress() as report:
        return session.score(tables, schemes, unit_kinds=kinds, progress=report, **settings, **written.get("run", {}))
