"""Oracle of scheme 5, chengdu-project-goals, from the text of SCHEMES.md (sections 0, 5, B, E.5).

Where the text is silent: a stage is a month, quarter, half or year for which a project was filed; a longer one for which
it was not adds up what was filed inside it, the longest parts first. Of a plan of 0 there is no rate; it is met (C5).
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from tests.oracles.common import (
    LENGTHS,
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    last_day,
    months,
    number,
    periods_in,
)
from tests.oracles.measures import Pair, segment_of

KINDS = ("branch", "department")


def periods(span: Span) -> dict[str, range]:
    """The months of every month, quarter, half and year of a span."""
    return {name: held for kind in LENGTHS for name, held in periods_in(span, kind)}


def filed(rows: list[Row]) -> dict[tuple[str, str], dict[range, Pair]]:
    """What was filed of each unit and project, by the months of its stage."""
    found: dict[tuple[str, str], dict[range, Pair]] = defaultdict(dict)
    for row in rows:
        if row["indicator"] == "plan_completion" and row.get("segment"):
            pair = number(row["numerator"]), number(row["denominator"])
            found[row["unit"], row["segment"]][months(row["period"])] = pair
    return found


def within(stage: range, known: dict[range, Pair]) -> Pair | None:
    """Done and planned of a stage: as filed for it, else summed over the longest parts that were."""
    done, planned, covered = Fraction(0), Fraction(0), set[int]()
    for part in sorted(known, key=len, reverse=True):
        if set(part) <= set(stage) and not set(part) & covered:
            covered |= set(part)
            done, planned = done + known[part][0], planned + known[part][1]
    return (done, planned) if covered else None


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Completion and verdict of every project of every branch and department, by stage."""
    outcome, units = Outcome(), Units(tables["units"])
    for (unit, project), known in filed(tables.get("measurements", [])).items():
        for period, stage in periods(span).items():
            spell, pair = units.at(unit, last_day(stage[-1])), within(stage, known)
            if spell is None or spell["kind"] not in KINDS or pair is None:
                continue
            done, planned = pair
            cell = "project_stage", segment_of(unit, project), period
            outcome.nodes[*cell, "plan_completion"] = 100 * done / planned if planned else "no_cases"
            outcome.nodes[*cell, "completion_met"] = Fraction(done >= planned or not planned)
    return outcome
