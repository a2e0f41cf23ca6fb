"""Oracle of scheme 9, gulin-area-contract: the lines by which pooled rates are judged (SCHEMES.md sections 0, 9, E.9)."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from tests.oracles.common import Outcome, Parameters, parameter_list
from tests.oracles.measures import Pair, figure, setting

RATES = ("complaint_rate", "ticket_reply_72h_rate", "satisfaction_rate")
MET = dict(zip(RATES, ("complaint_rate_met", "reply_met", "satisfaction_met"), strict=True))
Pairs = dict[str, Pair]


@dataclass
class Lines:
    """The parameters of E.9 that judge."""

    complaints: Fraction
    replies: Fraction
    satisfied: Fraction
    load: dict[bool, list[Fraction]]
    overall: bool
    survey: str

    @classmethod
    def of(cls, given: Parameters) -> Lines:
        """The given parameters over the stated and assumed ones."""
        return cls(
            Fraction(str(given.get("complaint_rate_below", "0.1"))),
            figure(given, "reply_rate_required", 100),
            figure(given, "satisfaction_above", 99),
            {
                True: parameter_list(given.get("load_urban", "4000;6000")),
                False: parameter_list(given.get("load_rural", "600;1000")),
            },
            setting(given, "qualified_when", "all") == "all",
            setting(given, "empty_survey", "error"),
        )

    def judge(self, card: str, unit: str, period: str, pairs: Pairs, outcome: Outcome) -> bool:
        """The three rates with their verdicts, and whether all that are assessed are met."""
        verdicts: list[bool] = []
        for name in RATES:
            over, under = pairs[name]
            value: Fraction | str = 100 * over / under if under else "no_cases"
            if name == "satisfaction_rate" and not under:
                if self.survey == "error":
                    raise ValueError(f"{unit} {period}: satisfaction_rate has no samples")
                value = "not_assessed" if self.survey == "exclude" else value
            met = self.met(name, value)
            outcome.nodes[card, unit, period, name] = value
            outcome.nodes[card, unit, period, MET[name]] = "not_assessed" if met is None else Fraction(met)
            if met is not None:
                verdicts.append(met)
        if self.overall:
            outcome.nodes[card, unit, period, "qualified"] = Fraction(all(verdicts))
        return all(verdicts)

    def met(self, name: str, value: Fraction | str) -> bool | None:
        """Strictly below, reached, strictly above; without cases met (C5)."""
        if isinstance(value, str):
            return None if value == "not_assessed" else True
        if name == "complaint_rate":
            return value < self.complaints
        return value >= self.replies if name == "ticket_reply_72h_rate" else value > self.satisfied
