"""Oracle of scheme 25, service-dept-six-dim, from the text of SCHEMES.md (sections 0, 25, D, E.25).

Readings where the text is silent: "no own ratings" is said of the whole quarter or year, which then takes the mean of
the months in which the person was there, leaf by leaf (months in which a leaf was not assessed are left out of it). Only
with own marks the survey rate is that of the whole period, pooled over its months.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from tests.oracles.common import Outcome, Parameters, Span, Tables, Units, last_day, month, periods_in, quarter
from tests.oracles.measures import Measures, Pair, marks, mean, setting
from tests.oracles.rated import tree_paths

TREE: dict[str, dict[str, int]] = {
    "business_knowledge": {"product_policy_industry": 10, "process_rules": 10, "training_exam": 10},
    "service_attitude": {"warm_patient": 10, "service_norms": 5, "satisfaction_survey": 5},
    "team_cooperation": {"cooperation": 5, "team_activities": 5, "mutual_learning": 5},
    "communication_ability": {"expression": 5, "listening": 5, "cross_department": 5},
    "problem_solving": {"solving": 10, "emergencies": 5, "improvements": 5},
    "innovation": {"innovation_suggestions": 5, "innovation_projects": 5},
}
FULL = {leaf: full for leaves in TREE.values() for leaf, full in leaves.items()}
PATHS = tree_paths("service-dept-six-dim", TREE)
SURVEY = "satisfaction_survey"
Leaves = dict[str, Fraction | None]
Cell = tuple[str, str, str]


class Assessment:
    """The leaves of one data set; a leaf that is not assessed is None."""

    def __init__(self, tables: Tables, parameters: Parameters) -> None:
        self.rated = marks(tables.get("ratings", []), PATHS, FULL)
        self.measures = Measures(tables.get("measurements", []))
        self.by_rate = setting(parameters, "satisfaction_survey_from", "mark") == "rate"
        self.by_mean = setting(parameters, "rollup_without_ratings", "mean") == "mean"
        self.survey = setting(parameters, "empty_survey", "error")

    def asked(self) -> list[str]:
        """The leaves that are marked by raters."""
        return [leaf for leaf in FULL if not (self.by_rate and leaf == SURVEY)]

    def own(self, unit: str, period: str, parts: Iterable[int]) -> Leaves:
        """The leaves of a person's own marks of a period."""
        found: Leaves = {}
        for leaf in FULL:
            if leaf == SURVEY and self.by_rate:
                found[leaf] = self.surveyed(unit, period, parts)
            elif (mark := self.rated.get((unit, period, leaf))) is not None:
                found[leaf] = mark
            else:
                raise ValueError(f"{unit} {period}: {leaf} is not rated")
        return found

    def longer(self, unit: str, period: str, parts: list[int]) -> Leaves:
        """The leaves of a quarter or year: own marks, or without any the mean of the months."""
        if any((unit, period, leaf) in self.rated for leaf in self.asked()) or not self.by_mean:
            return self.own(unit, period, parts)
        months = [self.own(unit, month(index), [index]) for index in parts]
        found: Leaves = {
            leaf: mean(value for held in months if (value := held[leaf]) is not None)
            for leaf in FULL
            if any(held[leaf] is not None for held in months)
        }
        return {leaf: found.get(leaf) for leaf in FULL}

    def pairs(self, unit: str, period: str, parts: list[int]) -> list[Pair]:
        """The figure of the period itself, else those of its quarters and months; a quarter's own one wins."""
        if own := self.measures.pair(unit, period, "satisfaction_rate"):
            return [own]
        if len(parts) == 1 and period == month(parts[0]):
            raise ValueError(f"{unit} {period}: satisfaction_rate is not supplied")
        inner = quarter if len(period) == 4 else month
        names = dict.fromkeys(inner(index) for index in parts)
        return [pair for name in names for pair in self.pairs(unit, name, [i for i in parts if inner(i) == name])]

    def surveyed(self, unit: str, period: str, parts: Iterable[int]) -> Fraction | None:
        """5 x satisfied / samples, pooled over months; an empty sample is an error, full marks, or not assessed (C5)."""
        pairs = self.pairs(unit, period, list(parts))
        samples = sum((below for _, below in pairs), Fraction(0))
        if samples:
            return 5 * sum((above for above, _ in pairs), Fraction(0)) / samples
        if self.survey == "error":
            raise ValueError(f"{unit}: nobody was asked")
        return Fraction(5) if self.survey == "met" else None


def close(leaves: Leaves, reading: str) -> dict[str, Fraction | str]:
    """Leaves, dimensions, raw points and total of one person and period."""
    values: dict[str, Fraction | str] = {
        leaf: "not_assessed" if value is None else value for leaf, value in leaves.items()
    }
    for node, held in TREE.items():
        values[node] = sum((value for leaf in held if (value := leaves[leaf]) is not None), Fraction(0))
    raw = sum((value for value in leaves.values() if value is not None), Fraction(0))
    full = sum(FULL[leaf] for leaf, value in leaves.items() if value is not None)
    values["raw_points"] = raw
    values["total"] = {"rate": 100 * raw / full, "cap100": min(Fraction(100), raw), "bonus": raw}[reading]
    return values


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Month, quarter and year of every person."""
    outcome, units, found = Outcome(), Units(tables["units"]), Assessment(tables, parameters)
    reading = setting(parameters, "sum_reading", "rate")
    cards = [(card, *held) for card in ("month", "quarter", "year") for held in periods_in(span, card)]
    for card, period, all_parts in cards:
        for row in units.of_kind(["person"], last_day(all_parts[-1])):
            unit = row["unit"]
            parts = [index for index in all_parts if units.at(unit, last_day(index)) is not None]
            leaves = found.own(unit, period, parts) if card == "month" else found.longer(unit, period, parts)
            values = close(leaves, reading)
            outcome.nodes.update({(card, unit, period, name): value for name, value in values.items()})
    return outcome
