"""One run from the options of ``run_options``: open the data, load the schemes, score."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kaohe.core.results import Results


def run(data: str, specs: tuple[str, ...], sets: tuple[str, ...], config: Path | None, **settings: Any) -> Results:
    """Results of the schemes on the data; ``settings`` are period, card, units, unit_kinds, partial, and so on."""
    from kaohe.plugins import session

    schemes = session.load_all(specs, list(sets), config)
    tables = session.open_data(data)
    return session.score(tables, schemes, **settings)
