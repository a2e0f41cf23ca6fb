"""Oracle of scheme 22, the month card (SCHEMES.md sections 0, 22, E.22)."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from tests.oracles.common import Outcome, Parameters, Row, Tables, Units, month, parameter_table
from tests.oracles.measures import Measures, Pair, figure, setting, switch
from tests.oracles.support_centre_events import Sums, deductions
from tests.oracles.support_centre_tickets import rates

FULL = {
    "assurance": 15,
    "provisioning": 15,
    "lastmile_provisioning": 10,
    "lastmile_repair": 10,
    "lastmile_repeat": 10,
    "biz_navigator": 10,
    "outsourcing_budget": 5,
    "opportunity_points": 3,
    "conversion_points": 3,
    "resource_basics": 4,
    "resource_support": 3,
}
TARGETS = {
    "assurance": 95,
    "provisioning": 90,
    "lastmile_provisioning": 90,
    "lastmile_repair": 95,
    "lastmile_repeat": 8,
    "biz_navigator": 92,
    "outsourcing_budget": 100,
}
PER_PERCENT = {
    "assurance": "1",
    "provisioning": "1.5",
    "lastmile_provisioning": "0.5",
    "lastmile_repair": "2",
    "lastmile_repeat": "2",
    "biz_navigator": "2",
    "outsourcing_budget": "0.5",
}
FAULTS = ("assurance_timeliness_rate", "lastmile_repair_timeliness_rate", "lastmile_repeat_fault_rate")
ORDERS = ("provisioning_timeliness_rate", "lastmile_provisioning_timeliness_rate")
SHOWN_ONLY = ("capability_source_consistency_rate", "capability_quality_rate")
ZERO = Fraction(0)
Rate = Fraction | None


def table(parameters: Parameters, name: str, usual: dict[str, str] | dict[str, int]) -> dict[str, Fraction]:
    """A parameter table laid over its printed values."""
    return parameter_table(parameters, name, {key: Fraction(value) for key, value in usual.items()})


class Steps:
    """Full marks, targets and points per per cent (C3, C4)."""

    def __init__(self, parameters: Parameters) -> None:
        self.full = table(parameters, "full_marks", FULL)
        self.targets = table(parameters, "item_targets", TARGETS)
        self.each = table(parameters, "points_per_percent", PER_PERCENT)
        self.mode = setting(parameters, "step_mode", "proportional")

    def item(self, name: str, rate: Rate, events: Fraction = ZERO) -> Fraction:
        """Full marks less the steps beyond the target and the events, not below 0; no cases: no steps (C5)."""
        gap = ZERO
        if rate is not None:
            gap = max(ZERO, rate - self.targets[name] if name == "lastmile_repeat" else self.targets[name] - rate)
        steps = {"proportional": gap, "whole": Fraction(floor(gap)), "ceil": Fraction(ceil(gap))}[self.mode]
        return max(ZERO, self.full[name] - self.each[name] * steps - events)


@dataclass
class Inputs:
    """What the month cards of a run read."""

    parameters: Parameters
    measures: Measures
    taken: Sums
    derived: dict[tuple[str, int, str], Pair]
    ticket_kinds: set[str]
    surveys: dict[str, list[tuple[int, Pair]]] = field(default_factory=dict)
    steps: Steps = field(init=False)

    def __post_init__(self) -> None:
        self.steps = Steps(self.parameters)


def inputs_of(tables: Tables, units: Units, parameters: Parameters, outcome: Outcome) -> Inputs:
    """Gather everything once."""
    tickets: list[Row] = tables.get("tickets", [])
    measures = Measures(tables.get("measurements", []))
    found = Inputs(
        parameters,
        measures,
        deductions(tables.get("events", []), units, parameters, outcome),
        rates(units, tickets, parameters),
        {ticket["kind"] for ticket in tickets},
    )
    for unit, period, name, segment in measures.cells:
        if name == "satisfaction_rate" and segment == "biz_navigator":
            pair = measures.pair(unit, period, name, segment)
            year, month_number = period.split("-")
            assert pair is not None
            found.surveys.setdefault(unit, []).append((int(year) * 12 + int(month_number) - 1, pair))
    for listed in found.surveys.values():
        listed.sort(key=lambda survey: survey[0], reverse=True)
    return found


def rate_in(unit: str, index: int, name: str, inputs: Inputs) -> Fraction | str:
    """A rate in per cent, supplied or from tickets; both must agree (C18). States: no_cases, missing."""
    pair, own = inputs.measures.pair(unit, month(index), name), inputs.derived.get((unit, index, name))
    if pair is not None and own is not None and pair[0] * own[1] != own[0] * pair[1]:
        raise ValueError(f"{unit} {month(index)} {name}: {pair} supplied, {own} from tickets")
    if pair is None:
        kind = "fault" if name in FAULTS else "service_order"
        if own is None and kind not in inputs.ticket_kinds:
            return "missing"
        pair = own or (ZERO, ZERO)
    return 100 * pair[0] / pair[1] if pair[1] else "no_cases"


def survey_in(unit: str, index: int, inputs: Inputs) -> tuple[Pair, int]:
    """The latest survey that still holds, and its age in months."""
    oldest = index - int(figure(inputs.parameters, "survey_max_age_months", 12))
    for held, pair in inputs.surveys.get(unit, ()):
        if oldest <= held <= index:
            return pair, index - held
    raise ValueError(f"{unit} {month(index)}: satisfaction_rate of biz_navigator is not supplied")


def read_rates(unit: str, index: int, inputs: Inputs) -> dict[str, Fraction | str]:
    """The five process rates of a centre and month."""
    parameters = inputs.parameters
    found = {name: rate_in(unit, index, name, inputs) for name in (*FAULTS, *ORDERS)}
    stand_in: dict[str, Fraction | str] = {}
    if switch(parameters, "missing_as_zero"):
        stand_in["assurance_timeliness_rate"] = ZERO
    if switch(parameters, "lastmile_from_assurance_rate"):
        stand_in["lastmile_repair_timeliness_rate"] = "not_assessed"
    for name, value in found.items():
        if value == "missing":
            if name not in stand_in:
                raise ValueError(f"{unit} {month(index)}: {name} is not supplied")
            found[name] = stand_in[name]
    return found


def month_card(unit: str, index: int, inputs: Inputs, outcome: Outcome) -> tuple[Fraction, Fraction, Fraction]:
    """All nodes of one centre and month; gives the points, the full marks assessed, and the front score."""
    parameters, steps, period = inputs.parameters, inputs.steps, month(index)
    found = read_rates(unit, index, inputs)
    rate = {name: value if isinstance(value, Fraction) else None for name, value in found.items()}
    taken = {
        item: inputs.taken.get((unit, index, item), ZERO)
        for item in (
            "assurance",
            "provisioning",
            "lastmile_provisioning",
            "lastmile_assurance",
            "resource_basics",
            "resource_support",
        )
    }
    points: dict[str, Fraction | str] = {}
    breach = inputs.taken.get((unit, index, "data_integrity_breach"), ZERO) > 0
    assurance = ZERO if breach else steps.item("assurance", rate["assurance_timeliness_rate"], taken["assurance"])
    provisioning = steps.item("provisioning", rate["provisioning_timeliness_rate"], taken["provisioning"])
    lastmile_rate = rate["lastmile_provisioning_timeliness_rate"]
    first = steps.item("lastmile_provisioning", lastmile_rate, taken["lastmile_provisioning"])
    if lastmile_rate is not None and lastmile_rate < figure(parameters, "lastmile_zero_below", 80):
        first = ZERO
    taken_from = FAULTS[0] if switch(parameters, "lastmile_from_assurance_rate") else FAULTS[1]
    repair = steps.item("lastmile_repair", rate[taken_from])
    repeat = steps.item("lastmile_repeat", rate["lastmile_repeat_fault_rate"])
    second = max(ZERO, repair + repeat - taken["lastmile_assurance"])
    basics = max(ZERO, steps.full["resource_basics"] - taken["resource_basics"])
    support = max(ZERO, steps.full["resource_support"] - taken["resource_support"])
    found["satisfaction_rate"], biz = biz_navigator(unit, index, inputs, outcome)
    back = assurance + provisioning + first + second + (biz or ZERO) + basics + support
    full = sum(
        (
            steps.full[name]
            for name in FULL
            if name not in ("outsourcing_budget", "opportunity_points", "conversion_points", "biz_navigator")
        ),
        ZERO,
    )
    full += ZERO if biz is None else steps.full["biz_navigator"]
    front = inputs.measures.needed(unit, period, "front_end_score")
    for name in SHOWN_ONLY:
        pair = inputs.measures.pair(unit, period, name)
        found[name] = "not_assessed" if pair is None else 100 * pair[0] / pair[1] if pair[1] else "no_cases"
    points = {
        "assurance": assurance,
        "provisioning": provisioning,
        "fulfilment": assurance + provisioning,
        "lastmile_provisioning": first,
        "lastmile_repair": repair,
        "lastmile_repeat": repeat,
        "lastmile_assurance": second,
        "lastmile": first + second,
        "biz_navigator": "not_assessed" if biz is None else biz,
        "resource_basics": basics,
        "resource_support": support,
        "back": back,
        "back_rate": 100 * back / full,
        "front": front,
        "total": total(front, back, full, parameters),
    }
    outcome.nodes.update({("month", unit, period, name): value for name, value in (found | points).items()})
    if breach:
        outcome.flags.add((unit, period, "data_integrity_veto", "", "", ""))
    return back, full, front


def biz_navigator(unit: str, index: int, inputs: Inputs, outcome: Outcome) -> tuple[Fraction | str, Fraction | None]:
    """Item 3 from the survey that holds: its rate or state, and its points (None: not assessed)."""
    pair, age = survey_in(unit, index, inputs)
    if age:
        outcome.flags.add((unit, month(index), "survey_carried", "", "", ""))
    if pair[1]:
        rate = 100 * pair[0] / pair[1]
        return rate, inputs.steps.item("biz_navigator", rate)
    empty = setting(inputs.parameters, "empty_survey", "error")
    if empty == "error":
        raise ValueError(f"{unit} {month(index)}: the survey of satisfaction_rate is empty")
    return ("no_cases", inputs.steps.full["biz_navigator"]) if empty == "met" else ("not_assessed", None)


def total(front: Fraction, back: Fraction, full: Fraction, parameters: Parameters) -> Fraction:
    """Front 60 %, back 40 %, of the rate or of the printed points (C9)."""
    scaled = back if setting(parameters, "scale", "rate") == "raw" else 100 * back / full
    shares = figure(parameters, "front_percent", 60), figure(parameters, "back_percent", 40)
    return max(ZERO, (shares[0] * front + shares[1] * scaled) / 100)
