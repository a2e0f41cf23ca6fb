"""``kaohe demo``: the example data scored, explained and compared, by the same doors as any other data."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from kaohe.plugins import session
from kaohe.plugins.checks import coverage, present
from kaohe.plugins.comparisons.table import Table
from kaohe.plugins.reporters.screen import WIDTH

if TYPE_CHECKING:
    from kaohe.core.tables import Tables

Say = Callable[[str], None]
SOURCE = "Fonte: Anatel"
MONTH, UNITS = "2023-06", ("CLARO-SP", "OI-SP", "VIVO-SP")
TARGETS = ("targets.handling_timeliness_rate=92", "targets.repeat_fault_rate=12", "targets.satisfaction_rate=75")
ANATEL = {  # folder: what is scored by it, and how
    "states-2023": {
        "chengdu-indicator-panel": "--partial",
        "chengdu-branch-monthly": "--illustrative",
        "chengdu-event-penalty": "--illustrative",
    },
    "centres-2023": {"gov-support-centre": "--partial"},
    "operators": {"chengdu-indicator-panel": "--partial"},
}
MONTHLY = "chengdu-branch-monthly"
NEXT = """\
Next:
  kaohe demo --data                      every column of the real data: where it went, how faithful that is, and why
  kaohe schemes                          the schemes that are installed
  kaohe show bank-call-centre            one of them: its tree, formulas, clauses and parameters
  kaohe template -s bank-call-centre     a workbook to fill in (then: kaohe check, kaohe score)
  kaohe explain {data} -s chengdu-branch-monthly --illustrative --unit B04 --period 2014-03"""


def demo(say: Say) -> None:
    """Scores real data, explains one number, compares readings, shows where a scheme does not fit; ``say`` prints."""
    folder = examples()
    anatel, group = folder / "anatel" / "states-2023", folder / "telecom-group" / "data"
    states, made = session.open_data(anatel), session.open_data(group)
    table = session.host().reporter("table")

    say(f"1. SCORE. Real complaints about broadband in Brazil, three operators in São Paulo ({SOURCE}),")
    say("   by six indicators of a Chengdu cable company; three targets are ours, the document prints none.\n")
    panel = session.load_all(["chengdu-indicator-panel"], TARGETS)
    table.write(session.score(states, panel, MONTH, units=UNITS, partial=True), None)
    say("   What the real data hold of each scheme's inputs:")
    for line in _coverage(folder / "anatel"):
        say(_wrapped(line, "   "))

    say("\n2. EXPLAIN. Why has branch B04 of a generated group lost points in March? (The points table of this scheme")
    say("   is lost: it runs with your own, or with --illustrative ones.)\n")
    monthly = session.load_all([MONTHLY], illustrative=True)
    march = session.score(made, monthly, "2014-03", illustrative=True)
    say(session.explain(march, unit="B04", period="2014-03", node="minus_points"))

    say(
        "\n3. COMPARE. Nine support centres; a rate below its target costs points in proportion, or only for each whole"
    )
    say("   percent: one clause, two readings.\n")
    readings = session.load_all(["gov-support-centre", "gov-support-centre[step_mode=whole]"])
    found = session.compare(session.score(made, readings, "2014-03"))
    Table(parts=("cells", "pairs", "moves")).write(found, None)

    crowded, months = crowding(states)
    say(
        f"\n4. DOES IT FIT? {crowded} of {months} state-months of the real data have 100 complaints or more. A scheme that"
    )
    say("   takes points from 100 for each complaint stands at 0 there, and says so.\n")
    year = session.score(states, monthly, "2023-01..2023-12", illustrative=True)
    Table(parts=("saturation",)).write(session.compare(year), None)
    say("\n" + NEXT.format(data=group))


def mapping(say: Say) -> None:
    """Every column of the real data with its place, how faithful that is and why; then each scheme's coverage."""
    folder = examples() / "anatel"
    say(f"Real data of three folders in {folder} ({SOURCE}).")
    with (folder / "mapping.csv").open(encoding="utf-8", newline="") as file:
        place = ""
        for row in csv.DictReader(file):
            if row["data_set"] != place:
                place = row["data_set"]
                say(f"\n{place}")
            target = f"{row['table']}: {row['target']}" if row["target"] else "not used"
            fidelity = f" ({row['fidelity']})" if row["target"] else ""
            say(f"  {row['source_file']}: {row['source_column']}")
            say(_wrapped(f"-> {target}{fidelity}: {row['reason']}", "    "))
    say("")
    for line in _coverage(folder):
        say(_wrapped(line, ""))


def examples() -> Path:
    """The folder of the examples, in a work tree as in an installed kaohe."""
    return Path(next(iter(import_module("kaohe.examples").__path__)))


def crowding(tables: Tables) -> tuple[int, int]:
    """Unit-months with 100 complaints or more, and all unit-months of the branches' year."""
    import polars as pl

    complaints = tables.events.filter(pl.col("kind").cast(pl.String) == "complaint")
    sums = complaints.group_by("unit", "month").agg(pl.col("count").sum())
    branches = tables.units.filter(pl.col("kind").cast(pl.String) == "branch").height
    return sums.filter(pl.col("count") >= 100).height, 12 * branches


def _wrapped(text: str, indent: str) -> str:
    return fill(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ")


def _coverage(anatel: Path) -> Iterator[str]:
    for name, schemes in ANATEL.items():
        rows = present(session.open_data(anatel / name))
        for scheme, how in schemes.items():
            yield f"{name} [{how}] {coverage(session.load(scheme), rows)}"
