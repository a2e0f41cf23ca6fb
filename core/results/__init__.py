"""Results: tables read back from a run, and ``kaohe.results/1``."""

from kaohe.core.results.results import CardResult, Results

__all__ = ["CardResult", "Results"]
