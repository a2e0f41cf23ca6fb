"""Oracle of scheme 18, part one: what one person's own figures give (SCHEMES.md sections 0, 18, B, D, E.18)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from tests.oracles.common import Parameters, exact, parameter_list, parameter_table
from tests.oracles.measures import Measures, Pair, figure, setting

HUNDRED = Fraction(100)
TIERS = {
    "1": {"80": 100, "70": 90, "60": 80, "50": 70, "40": 60, "35": 55, "30": 50, "0": 45},
    "2": {"70": 100, "60": 90, "50": 80, "40": 70, "30": 60, "25": 55, "20": 50, "0": 45},
}


@dataclass
class Rules:
    """The parameters of a run, read once."""

    parameters: Parameters
    tiers: dict[str, list[tuple[Fraction, Fraction]]] = field(init=False)
    quantitative: list[Fraction] = field(init=False)
    qualitative: list[Fraction] = field(init=False)
    speed: Fraction = field(init=False)
    error: Fraction = field(init=False)
    cap: Fraction = field(init=False)
    clean: Fraction = field(init=False)
    halves: tuple[Fraction, Fraction] = field(init=False)
    by_points: bool = field(init=False)
    by_ratio: bool = field(init=False)
    survey: str = field(init=False)

    def __post_init__(self) -> None:
        self.tiers = {}
        for line, usual in TIERS.items():
            base = {key: Fraction(worth) for key, worth in usual.items()}
            table = parameter_table(self.parameters, f"speed_tiers_{line}", base)
            self.tiers[line] = sorted((exact(bound), worth) for bound, worth in table.items())
        self.quantitative = self.weights("quantitative_weights", 5)
        self.qualitative = self.weights("qualitative_weights", 2)
        self.speed, self.error = (
            figure(self.parameters, f"{name}_percent", usual) for name, usual in (("speed", 70), ("error", 30))
        )
        self.cap = figure(self.parameters, "ratio_cap", 130)
        self.clean = figure(self.parameters, "clean_complaint_points", 100)
        self.halves = (
            figure(self.parameters, "quantitative_percent", 40) / 100,
            figure(self.parameters, "qualitative_percent", 60) / 100,
        )
        self.by_points = setting(self.parameters, "typing_error_rule", "scaled") == "points"
        self.by_ratio = setting(self.parameters, "satisfaction_rule", "ratio") == "ratio"
        self.survey = setting(self.parameters, "empty_survey", "error")

    def weights(self, name: str, many: int) -> list[Fraction]:
        """A list of weights in the order of part D; equal unless given."""
        given = self.parameters.get(name, "equal")
        return [Fraction(1)] * many if given == "equal" else parameter_list(given)


def weighted(values: list[Fraction | None], weights: list[Fraction]) -> Fraction | None:
    """The weighted mean of what was assessed (None: it was not)."""
    held = [(value, weight) for value, weight in zip(values, weights, strict=True) if value is not None]
    divisor = sum((weight for _, weight in held), Fraction(0))
    return sum((value * weight for value, weight in held), Fraction(0)) / divisor if divisor else None


def nobody_asked(cell: str, rules: Rules) -> Fraction | None:
    """An empty sample (C5): an error, full marks, or not assessed."""
    if rules.survey == "error":
        raise ValueError(f"{cell}: nobody was sampled")
    return HUNDRED if rules.survey == "met" else None


def tier(speed: Fraction, line: str, rules: Rules) -> Fraction:
    """Points of the highest lower bound that the speed reaches."""
    return [worth for bound, worth in rules.tiers[line] if speed >= bound][-1]


def typing(cell: tuple[str, str], line: str, measures: Measures, rules: Rules) -> Fraction | None:
    """Speed tier of the line and typing errors; a test without minutes or characters is an empty sample."""
    speed, errors = (measures.pair(*cell, "typing_speed_cpm", per=1), measures.pair(*cell, "typing_error_rate"))
    if speed is None or errors is None:
        raise ValueError(f"{cell}: typing_speed_cpm or typing_error_rate is not supplied")
    if not speed[1] or not errors[1]:
        return nobody_asked(f"{cell} typing", rules)
    rate = 100 * errors[0] / errors[1]
    if rules.by_points:
        part = max(Fraction(0), rules.error - rate)
    else:
        part = rules.error * max(Fraction(0), 100 - rate) / 100
    return rules.speed * tier(speed[0] / speed[1], line, rules) / 100 + part


def content(cell: tuple[str, str], measures: Measures) -> Pair:
    """Satisfied or silent / all samples, from the two rates or from the three counts; both must agree (C18)."""
    satisfied, silent = measures.pair(*cell, "satisfaction_rate"), measures.pair(*cell, "no_opinion_rate")
    counts = [measures.value(*cell, f"samples_{name}") for name in ("satisfied", "dissatisfied", "no_opinion")]
    found: Pair | None = None
    if counts[0] is not None and counts[1] is not None and counts[2] is not None:
        found = counts[0] + counts[2], counts[0] + counts[1] + counts[2]
    if satisfied is None:
        if found is None:
            raise ValueError(f"{cell}: satisfaction_rate is not supplied")
        return found
    rate = satisfied
    if silent is not None and silent[1]:
        rate = satisfied[0] * silent[1] + silent[0] * satisfied[1], satisfied[1] * silent[1]
    if found is not None and rate[0] * found[1] != found[0] * rate[1]:
        raise ValueError(f"{cell}: the samples and satisfaction_rate disagree")
    return rate


def answered(cell: tuple[str, str], measures: Measures) -> Fraction:
    """100 x the answer rate; nothing offered: met."""
    pair = measures.pair(*cell, "call_answer_rate")
    if pair is None:
        raise ValueError(f"{cell}: call_answer_rate is not supplied")
    return 100 * pair[0] / pair[1] if pair[1] else HUNDRED
