"""Interleaved runs of two commands, and the ratio of their median times."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from statistics import median


def seconds(command: Sequence[str]) -> float:
    """Wall time of one whole process, in seconds; a command that fails ends the benchmark."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def compare(name: str, ours: Sequence[str], base: Sequence[str], most: float, runs: int = 7) -> None:
    """Print the ratio of the medians of ``runs`` interleaved runs each, after one of each to warm the caches."""
    seconds(ours), seconds(base)
    pairs = [(seconds(ours), seconds(base)) for _ in range(runs)]
    mine, theirs = (median(column) for column in zip(*pairs, strict=True))
    print(f"{name}: {mine / theirs:.2f}x (at most {most:.1f}x): {mine * 1000:.0f} ms against {theirs * 1000:.0f} ms")
