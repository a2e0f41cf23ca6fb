"""Which path is a store, and where things lie in one."""

from __future__ import annotations

from pathlib import Path

SUFFIX = ".store"
RUNS, INPUTS, RESULTS, POSTINGS = "runs", "inputs", "results", "postings"


def is_store(path: str | Path | None) -> bool:
    """A store is a folder whose name ends in ``.store``, whether it is there yet or not."""
    return path is not None and Path(path).suffix.lower() == SUFFIX


def manifest(number: int) -> str:
    """Where the manifest of a run lies.

    >>> manifest(3)
    'runs/0003.json'
    """
    return f"{RUNS}/{number:04}.json"


def inputs(number: int, table: str, part: int) -> str:
    """Where the rows lie that a run has added to a table.

    >>> inputs(3, "events", 0)
    'inputs/run=0003/events.0.parquet'
    """
    return f"{INPUTS}/run={number:04}/{table}.{part}.parquet"


def results(period: str, scheme: str, table: str) -> str:
    """Where a table of results lies.

    >>> results("2014-03", "bank-call-centre", "nodes")
    'results/period=2014-03/bank-call-centre.nodes.parquet'
    """
    return f"{RESULTS}/{_folder(period)}/{_file(scheme)}.{table}.parquet"


def postings(period: str, scheme: str, corrected_by: int = 0) -> str:
    """The postings of a settled period, or what run ``corrected_by`` booked in it for earlier ones.

    >>> postings("2010-03/2011-02", "client-sales-commission", 9)
    'postings/period=2010-03_2011-02/client-sales-commission.run-0009.parquet'
    """
    run = f".run-{corrected_by:04}" if corrected_by else ""
    return f"{POSTINGS}/{_folder(period)}/{_file(scheme)}{run}.parquet"


def _folder(period: str) -> str:
    return f"period={period.replace('/', '_')}"


def _file(scheme: str) -> str:
    return scheme.replace("/", "_")
