"""kaohe at scale, from Parquet to Parquet, against the same work written by hand in Polars.

python benchmarks/scale.py [--agents 1000000] [--branches 100000] [--events 5000000] [--runs 5]

Both outputs are compared, cell by cell, before a ratio is printed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import scale_data
from ratio import compare

HERE = Path(__file__).parent
KAOHE = str(Path(sys.executable).with_name("kaohe"))


@dataclass(frozen=True)
class Task:
    """One scheme on one generated data set, and the program that does the same by hand."""

    scheme: str
    period: str
    program: str
    options: tuple[str, ...] = ()

    def ours(self, data: Path, out: Path) -> Sequence[str]:
        run = [KAOHE, "score", str(data), "-s", self.scheme, "--period", self.period, *self.options]
        return [*run, "--keep-nodes", "--format", "parquet", "-o", str(out)]

    def by_hand(self, data: Path, out: Path) -> Sequence[str]:
        return [sys.executable, str(HERE / "by_hand" / self.program), str(data), str(out)]


CALLS = Task("bank-call-centre", "2024-01", "call_centre.py")
MONTHS = Task("chengdu-branch-monthly", "2024-01..2024-12", "branch_monthly.py", ("--illustrative",))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--agents", type=int, default=1_000_000, help="agents of one month; 0 leaves this task out")
    parser.add_argument("--branches", type=int, default=100_000, help="branches of twelve months; 0 leaves it out")
    parser.add_argument("--events", type=int, default=5_000_000, help="events of the branches")
    parser.add_argument("--runs", type=int, default=5, help="interleaved runs of each")
    wanted = parser.parse_args()
    with TemporaryDirectory() as folder:
        if wanted.agents:
            data = Path(folder) / "agents"
            scale_data.call_centre(data, wanted.agents)
            measure(CALLS, f"{wanted.agents:,} agents x 1 month", data, Path(folder), wanted.runs)
        if wanted.branches:
            data = Path(folder) / "branches"
            scale_data.branches(data, wanted.branches, wanted.events)
            name = f"{wanted.branches:,} branches x 12 months, {wanted.events:,} events"
            measure(MONTHS, name, data, Path(folder), wanted.runs)


def measure(task: Task, name: str, data: Path, folder: Path, runs: int) -> None:
    """Compare the outputs, then the times."""
    ours, by_hand = folder / task.scheme, folder / task.program
    subprocess.run(task.ours(data, ours), check=True, stdout=subprocess.DEVNULL)
    subprocess.run(task.by_hand(data, by_hand), check=True)
    cells = same(pl.read_parquet(ours / f"{task.scheme}.month.parquet"), pl.read_parquet(by_hand))
    print(f"{task.scheme}, {name}: {cells:,} cells are the same")
    compare(task.scheme, task.ours(data, ours), task.by_hand(data, by_hand), most=2.0, runs=runs)


def same(ours: pl.DataFrame, by_hand: pl.DataFrame) -> int:
    """How many cells were compared; ends the benchmark at the first column that differs."""
    keys = ["unit", "period"]
    ours, by_hand = ours.sort(keys), by_hand.sort(keys)
    for name in by_hand.columns:
        differ = by_hand[name].ne_missing(ours[name])
        if ours.height != by_hand.height or differ.any():
            sys.exit(f"{name}: {differ.sum()} of {by_hand.height} cells differ")
    return by_hand.height * len(by_hand.columns)


if __name__ == "__main__":
    main()
