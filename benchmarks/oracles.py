"""Every scheme against its oracle: prints what was compared and what differs.

Run: python benchmarks/oracles.py [--units 100000] [--scheme NAME]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.oracles_vs.comparing import compare
from tests.oracles_vs.subjects import MODES, SUBJECTS


def main() -> None:
    """One line per scheme and mode, then the first differences in words."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=2000, help="unit-periods per scheme, over the four modes")
    parser.add_argument("--scheme", action="append", choices=list(SUBJECTS), help="default: all")
    wanted = parser.parse_args()
    for name in wanted.scheme or SUBJECTS:
        for seed, mode in enumerate(MODES):
            start = time.perf_counter()
            try:
                found = compare(name, seed, wanted.units // len(MODES), mode)
            except Exception as error:
                print(f"{name:20} {mode:11} stopped: {type(error).__name__}: {str(error)[:300]}", flush=True)
                continue
            print(
                f"{name:20} {mode:11} unit-periods {found.unit_periods:7} values {found.values:8} on a boundary "
                f"{found.on_boundary:6} in doubt {found.in_doubt:6} mismatches {found.mismatches:6} "
                f"{time.perf_counter() - start:6.1f} s",
                flush=True,
            )
            for example in found.examples[:6]:
                print(f"    {example[:220]}")


if __name__ == "__main__":
    main()
