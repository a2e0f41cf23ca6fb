"""Results: tables read back from a run, and ``kaohe.results/1``."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kaohe.core.results.results import Results
    from kaohe.core.results.wide import CardResult

__all__ = ["CardResult", "Results"]


def __getattr__(name: str) -> object:
    """The heavy part is imported when it is first asked for: reporters only need the contract."""
    if name in __all__:
        from kaohe.core.results import results, wide

        return getattr(wide if name == "CardResult" else results, name)
    raise AttributeError(name)
