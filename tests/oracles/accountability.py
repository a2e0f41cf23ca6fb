"""Oracle of scheme 11, gulin-accountability, from the text of SCHEMES.md (sections 0, 11, B, E.11)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from tests.oracles import common
from tests.oracles.common import Outcome, Parameters, Row, Tables, Units, entries, exact, moment, month, month_of

LEVELS = (  # B.3 from low to high, with the fine line
    ("frontline", ""),
    ("department_manager", "manager"),
    ("branch", "branch"),
    ("gm_hotline", "branch"),
    ("provincial_company", "branch"),
    ("group_other_department", "branch"),
    ("group_company", "branch"),
    ("county_government", "county"),
    ("government_mailbox", "county"),
    ("administrative_department", "county"),
    ("industry_regulator", "county"),
)
LINE = dict(LEVELS)
HEIGHT = {level: height for height, (level, _) in enumerate(LEVELS)}
SEVERITY = ("exempt", "minor", "moderate", "serious")
MEASURES = {
    "exempt": (),
    "minor": ("admonition", "circular_criticism"),
    "moderate": ("awards_cancelled", "disciplinary_warning"),
    "serious": ("dismissal",),
}


@dataclass
class Rules:
    """The parameters of E.11."""

    manager: list[Fraction]
    branch: list[Fraction]
    county: Fraction
    step_after: int
    over_three: str
    rolling: bool
    count_all: bool
    aggravated: Fraction
    mitigated: Fraction
    auto_dismissal: bool
    wage_percent: Fraction

    @classmethod
    def of(cls, given: Parameters) -> Rules:
        """The given parameters over the stated and assumed ones."""
        return cls(
            common.parameter_list(given.get("manager_fines", [20, 50])),
            common.parameter_list(given.get("branch_fines", [50, 80, 100])),
            exact(given.get("county_fine", 200)),
            int(exact(given.get("manager_step_after", 3))),
            str(given.get("over_three", "fourth")),
            given.get("window", "calendar_year") == "rolling_year",
            given.get("count_per", "level") == "all",
            exact(given.get("fine_factor_aggravated", 1)),
            exact(given.get("fine_factor_mitigated", 1)),
            given.get("auto_dismissal", False) in (True, "true"),
            exact(given.get("wage_flag_percent", 20)),
        )

    def fine(self, line: str, n: int) -> Fraction:
        """The fine of the n-th case on a line; `retroactive` lifts the earlier ones with the first dear one."""
        if line == "manager":
            cheap, dear = self.manager[0], self.manager[-1]
            if n <= self.step_after - (self.over_three == "third"):
                return cheap
            top_up = self.over_three == "retroactive" and n == self.step_after + 1
            return dear + (dear - cheap) * self.step_after * top_up
        if line == "branch":
            return self.branch[min(n, len(self.branch)) - 1]
        return self.county if line == "county" else Fraction(0)


@dataclass
class Case:
    """One judged event of a person."""

    event: Row
    line: str
    at: datetime
    times: int
    fine: Fraction = Fraction(0)

    @property
    def person(self) -> str:
        """The responsible person: the event's `person`, else its unit."""
        return self.event.get("person") or self.event["unit"]

    @property
    def counts(self) -> bool:
        """Whether the person is held to account: frontline complaints only if a severity is supplied."""
        return bool(self.line or self.event["kind"] == "rule_violation" or self.event.get("severity"))


def dearest_cases(events: list[Row], rules: Rules) -> list[Case]:
    """Verified cases in order of time, then id; one per person and incident, by the dearest level (C8, C11)."""
    best: dict[tuple[str, str], tuple[tuple[Fraction, int, bool], Case]] = {}
    for event in sorted(events, key=lambda row: (moment(row["at"]), row["event"])):
        if event["kind"] not in ("complaint", "rule_violation") or not common.yes(event, "verified", True):
            continue
        levels = entries(event.get("levels_reached", "")) or [event.get("highest_level") or "frontline"]
        if event["kind"] == "rule_violation":
            levels = ["frontline"]
        level = max(levels, key=lambda name: (rules.fine(LINE[name], 1), HEIGHT[name]))
        case = Case(event, LINE[level], moment(event["at"]), int(event.get("count") or 1))
        key = case.person, event.get("incident") or event["event"]
        worth = rules.fine(case.line, 1), HEIGHT[level], case.counts
        if key not in best or worth > best[key][0]:
            best[key] = worth, case
    return sorted((case for _, case in best.values()), key=lambda case: (case.at, case.event["event"]))


def year_before(at: datetime) -> datetime:
    """The same moment one year earlier."""
    day = 28 if (at.month, at.day) == (2, 29) else at.day
    return at.replace(year=at.year - 1, day=day)


class Counter:
    """Running numbers per key within the window."""

    def __init__(self, rolling: bool) -> None:
        self.rolling = rolling
        self.seen: dict[tuple[str, ...], list[tuple[datetime, int]]] = defaultdict(list)

    def add(self, key: tuple[str, ...], at: datetime, times: int) -> tuple[int, int]:
        """The first and last running number of cases that come in now, in order of time."""
        start = year_before(at) if self.rolling else datetime(at.year, 1, 1)
        self.seen[key] = kept = [(when, n) for when, n in self.seen[key] if when >= start]
        before = sum(n for _, n in kept)
        kept.append((at, times))
        return before + 1, before + times


def sanction(case: Case, repeated: bool, rules: Rules) -> tuple[str, list[str]]:
    """The proposed severity and the flags of the marks (art. 6 (2), 7, 8)."""
    aggravated = repeated or bool(entries(case.event.get("aggravating", "")))
    mitigated = bool(entries(case.event.get("mitigating", "")))
    given = SEVERITY.index(case.event.get("severity") or "minor")
    proposed = min(given + (aggravated and not mitigated), 3) - (mitigated and not aggravated)
    flags = ["aggravated"] * aggravated + ["mitigated"] * mitigated
    if proposed == 3 > given and not rules.auto_dismissal:
        flags.append("needs_decision")
    return SEVERITY[proposed], flags


def raise_flags(case: Case, level: str, marks: list[str], rules: Rules, units: Units, outcome: Outcome) -> None:
    """The flags of one event, on the person's card, and the responsibility of the head of department."""
    heard = common.yes(case.event, "heard", False)
    status, ref, period = "final" if heard else "pending", case.event["event"], month(month_of(case.event["at"]))
    flags = [*marks, "final" if heard else "pending_hearing", *MEASURES[level]]
    if case.event.get("ground") == "1":
        flags.append("legal_referral")
    for flag in flags:
        proposal = flag == "dismissal" and not rules.auto_dismissal
        outcome.flags.add((case.event["unit"], period, flag, case.person, ref, "proposed" if proposal else status))
    above = units.line(case.event["unit"], case.at.date())
    head = next((row["unit"] for row in above if row["kind"] in ("department", "office")), None)
    if head:
        outcome.flags.add((head, period, "head_responsible", "", ref, status))


def judge(
    cases: list[Case], rules: Rules, first: datetime, shown_months: range, units: Units, outcome: Outcome
) -> None:
    """Running numbers, fine, sanction and flags of every case."""
    lines, grounds = Counter(rules.rolling), Counter(rules.rolling)
    for case in cases:
        index = case.at.year * 12 + case.at.month - 1
        window = year_before(case.at) if rules.rolling else datetime(case.at.year, 1, 1)
        if window < first and shown_months[0] // 12 * 12 <= index <= shown_months[-1]:
            raise ValueError(f"{case.event['event']}: its window begins before the data do ({first.date()})")
        if case.line:
            key = (case.person,) if rules.count_all else (case.person, case.line)
            low, high = lines.add(key, case.at, case.times)
            case.fine = sum((rules.fine(case.line, n) for n in range(low, high + 1)), Fraction(0))
        level, marks = "", list[str]()
        if case.counts:
            level, marks = sanction(case, grounds.add((case.person,), case.at, case.times)[1] > 1, rules)
        if marks[:2] != ["aggravated", "mitigated"]:
            case.fine *= rules.aggravated if "aggravated" in marks else 1
            case.fine *= rules.mitigated if "mitigated" in marks else 1
        if index not in shown_months:
            continue
        outcome.rows["events", case.event["event"], "fine"] = case.fine
        if level:
            outcome.rows["events", case.event["event"], "sanction_level"] = level
            raise_flags(case, level, marks, rules, units, outcome)
            outcome.pay(case.event["unit"], month(index), "fine", -case.fine)


Cell = tuple[str, int]


def wages(measurements: list[Row]) -> dict[Cell, Fraction]:
    """Base wage and performance pay of the month, as far as supplied."""
    found: dict[Cell, Fraction] = {}
    for row in measurements:
        if row["indicator"] in ("base_wage", "performance_pay"):
            cell = row["unit"], common.months(row["period"])[0]
            found[cell] = found.get(cell, Fraction(0)) + common.number(row["value"])
    return found


def put(card: str, unit: str, period: str, parts: list[list[Case]], outcome: Outcome) -> None:
    """The counts and the fines of a period."""
    cases = [case for part in parts for case in part]
    for line in ("manager", "branch", "county"):
        outcome.nodes[card, unit, period, f"{line}_events"] = Fraction(sum(c.times for c in cases if c.line == line))
    put_fines((card, unit, period, "fines"), cases, outcome)


def put_fines(node: tuple[str, str, str, str], cases: list[Case], outcome: Outcome) -> None:
    """A sum of fines, provisional while a person is still to be heard."""
    outcome.nodes[node] = sum((case.fine for case in cases), Fraction(0))
    if any(case.counts and not common.yes(case.event, "heard", False) for case in cases):
        outcome.pending.add(node)


def assess(tables: Tables, parameters: Parameters, span: common.Span) -> Outcome:
    """Every verified case with fine and sanction; the month and year of every person."""
    outcome, units, rules = Outcome(), Units(tables["units"]), Rules.of(parameters)
    events, shown_months = tables.get("events", []), common.span_months(span)
    earliest = min((moment(row["at"]).year for row in events), default=1)
    first = moment(str(parameters.get("data_from", f"{earliest:04d}-01-01")))
    cases = dearest_cases(events, rules)
    judge(cases, rules, first, shown_months, units, outcome)
    by_cell: dict[Cell, list[Case]] = defaultdict(list)
    for case in cases:
        for above in units.line(case.event["unit"], case.at.date()):
            by_cell[above["unit"], month_of(case.event["at"])].append(case)
    wage = wages(tables.get("measurements", []))
    for index in shown_months:
        for row in units.of_kind(["person"], common.last_day(index)):
            unit, period, start = row["unit"], month(index), index // 12 * 12
            put("month", unit, period, [by_cell.get((unit, index), [])], outcome)
            so_far = [case for i in range(start, index + 1) for case in by_cell.get((unit, i), ())]
            put_fines(("month", unit, period, "fines_year_to_date"), so_far, outcome)
            fines = outcome.nodes["month", unit, period, "fines"]
            assert isinstance(fines, Fraction)
            if (unit, index) in wage and fines > wage[unit, index] * rules.wage_percent / 100:
                status = "pending" if ("month", unit, period, "fines") in outcome.pending else "final"
                outcome.flags.add((unit, period, "wage_deduction_high", unit, "", status))
        if index % 12 == 11 and index - 11 in shown_months:
            for row in units.of_kind(["person"], common.last_day(index)):
                parts = [by_cell.get((row["unit"], i), []) for i in range(index - 11, index + 1)]
                put("year", row["unit"], common.year(index), parts, outcome)
    return outcome
