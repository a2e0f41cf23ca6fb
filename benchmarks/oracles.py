"""Every scheme against its oracle: prints what was compared and what differs; exits 1 if anything does.

Run: python benchmarks/oracles.py [--units 100000] [--scheme NAME ...] [--seed 0]
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.oracles.data_common import Mode
from tests.oracles_vs.comparing import compare, compare_changed
from tests.oracles_vs.report import Report
from tests.oracles_vs.subject import MODES, Subject
from tests.oracles_vs.subjects import SUBJECTS

PART = 2500
"""Unit-periods of one run; every run draws its own rows, parameters and readings."""


def main() -> int:
    """A line per scheme and mode with the first differences in words, then a line for the negative control."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=2000, help="unit-periods per scheme, over the four modes")
    parser.add_argument("--scheme", action="extend", nargs="+", choices=list(SUBJECTS), help="default: all")
    parser.add_argument("--seed", type=int, default=0, help="the first seed of each mode")
    wanted = parser.parse_args()
    failed = []
    for name in wanted.scheme or SUBJECTS:
        subject, seen = SUBJECTS[name], 0
        for mode in MODES:
            start, report = time.perf_counter(), Report()
            agreed = judged(subject, mode, wanted.units // len(MODES), wanted.seed, report)
            print(f"{name:20} {mode:11} {report.line()} {time.perf_counter() - start:6.1f} s", flush=True)
            for example in report.examples[:6]:
                print(f"    {example[:220]}")
            seen += report.unit_periods
            if not agreed or report.mismatches or (mode == "thresholds" and not report.rich):
                failed.append(f"{name} {mode}")
        found = noticed(subject)
        print(f"{name:20} unit-periods {seen}; one number changed ({subject.change}): {found} mismatches", flush=True)
        if not found:
            failed.append(f"{name} negative control")
    print(f"failed: {', '.join(failed)}" if failed else "all agree")
    return 1 if failed else 0


def noticed(subject: Subject) -> int:
    """The mismatches of the negative control; none if it stopped with an error."""
    try:
        return compare_changed(subject, PART)
    except Exception as error:
        print(f"{subject.name:20} changed     stopped: {type(error).__name__}: {str(error)[:400]}")
        return 0


def judged(subject: Subject, mode: Mode, units: int, seed: int, report: Report) -> bool:
    """Compare in parts, each with a seed of its own; False if a part stopped with an error."""
    agreed = True
    while report.unit_periods < units and agreed:
        try:
            report.add(compare(subject, seed, min(PART, max(units - report.unit_periods, 200)), mode))
        except Exception as error:
            print(f"{subject.name:20} {mode:11} seed {seed} stopped: {type(error).__name__}: {str(error)[:400]}")
            agreed = False
        seed += 1
    return agreed


if __name__ == "__main__":
    sys.exit(main())
