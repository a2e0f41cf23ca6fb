"""Oracle of scheme 11, gulin-accountability, from the text of SCHEMES.md (sections 0, 11, B, E.11).

Where the text is silent, or two places pull apart:

- A complaint that stayed at the front line and has no severity is sanctioned like any other (severity minor by default,
  art. 6 (2) speaks of every complaint); it only does not count for art. 7 (2).
- Of an incident filed several times at one fine line, the earliest event stands for it: lines, not levels, are dear.
- A node fed by a pending row is pending, so counts are pending too, like fines.
- Only the *step* to serious is a proposal; a severity of serious that the decider gave is not. A proposed dismissal and
  the decision that it needs are pending, also after the hearing.
- The head answers once a month on every department and office at or above the person, if a case of the month was fined
  or sanctioned; finally, once one of those persons was heard. The wage flag is addressed to nobody.
- An event that stands for several cases is judged case by case; what differs between them is listed side by side.
"""

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
Cell = tuple[str, int]
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
    """One case of a person; an event that stands for several is so many cases."""

    event: Row
    line: str
    at: datetime
    fine: Fraction = Fraction(0)
    level: str = ""

    @property
    def person(self) -> str:
        """The responsible person: the event's `person`, else its unit."""
        return self.event.get("person") or self.event["unit"]

    @property
    def counts(self) -> bool:
        """Whether the case counts for art. 7 (2): frontline complaints only if a severity is supplied."""
        return bool(self.line or self.event["kind"] == "rule_violation" or self.event.get("severity"))

    @property
    def heard(self) -> bool:
        """Whether the person was heard."""
        return common.yes(self.event, "heard", False)


def dearest_cases(events: list[Row], rules: Rules) -> list[Case]:
    """Verified cases in order of time, then id; one per person and incident, by the dearest line (C8, C11)."""
    best: dict[tuple[str, str], tuple[tuple[Fraction, bool], Case]] = {}
    for event in sorted(events, key=lambda row: (moment(row["at"]), row["event"])):
        if event["kind"] not in ("complaint", "rule_violation") or not common.yes(event, "verified", True):
            continue
        levels = entries(event.get("levels_reached", "")) or [event.get("highest_level") or "frontline"]
        if event["kind"] == "rule_violation":
            levels = ["frontline"]
        level = max(levels, key=lambda name: (rules.fine(LINE[name], 1), HEIGHT[name]))
        case = Case(event, LINE[level], moment(event["at"]))
        key = case.person, event.get("incident") or event["event"]
        worth = rules.fine(case.line, 1), case.counts
        if key not in best or worth > best[key][0]:
            best[key] = worth, case
    dearest = sorted((case for _, case in best.values()), key=lambda case: (case.at, case.event["event"]))
    return [Case(c.event, c.line, c.at) for c in dearest for _ in range(common.whole(c.event, "count", 1))]


def year_before(at: datetime) -> datetime:
    """The same moment one year earlier."""
    day = 28 if (at.month, at.day) == (2, 29) else at.day
    return at.replace(year=at.year - 1, day=day)


class Counter:
    """Running numbers per key within the window."""

    def __init__(self, rolling: bool) -> None:
        self.rolling = rolling
        self.seen: dict[tuple[str, ...], list[datetime]] = defaultdict(list)

    def add(self, key: tuple[str, ...], at: datetime) -> int:
        """The running number of a case that comes in now, in order of time."""
        start = year_before(at) if self.rolling else datetime(at.year, 1, 1)
        self.seen[key] = [*(when for when in self.seen[key] if when >= start), at]
        return len(self.seen[key])


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


def raise_flags(case: Case, marks: list[str], rules: Rules, outcome: Outcome) -> None:
    """The flags of one case, on the person's card."""
    status, ref, period = "final" if case.heard else "pending", case.event["event"], month(month_of(case.event["at"]))
    flags = [*marks, "final" if case.heard else "pending_hearing", *MEASURES[case.level]]
    if case.event.get("ground") == "1":
        flags.append("legal_referral")
    for flag in flags:
        is_open = "needs_decision" in marks and flag in ("needs_decision", "dismissal")
        outcome.flags.add((case.event["unit"], period, flag, case.person, ref, "pending" if is_open else status))


def heads(by_cell: dict[Cell, list[Case]], units: Units, index: int, outcome: Outcome) -> None:
    """The responsibility of the heads for a month (art. 6 (4)): a flag on departments and offices."""
    for row in units.of_kind(["department", "office"], common.last_day(index)):
        answered = [case for case in by_cell.get((row["unit"], index), ()) if case.fine or case.level != "exempt"]
        if answered:
            status = "final" if any(case.heard for case in answered) else "pending"
            outcome.flags.add((row["unit"], month(index), "head_responsible", "", "", status))


def judge(cases: list[Case], rules: Rules, first: datetime, shown_months: range, outcome: Outcome) -> None:
    """Running numbers, fine, sanction and flags of every case."""
    lines, grounds = Counter(rules.rolling), Counter(rules.rolling)
    for case in cases:
        index = case.at.year * 12 + case.at.month - 1
        window = year_before(case.at) if rules.rolling else datetime(case.at.year, 1, 1)
        if window < first and shown_months[0] // 12 * 12 <= index <= shown_months[-1]:
            raise ValueError(f"{case.event['event']}: its window begins before the data do ({first.date()})")
        if case.line:
            key = (case.person,) if rules.count_all else (case.person, case.line)
            case.fine = rules.fine(case.line, lines.add(key, case.at))
        case.level, marks = sanction(case, case.counts and grounds.add((case.person,), case.at) > 1, rules)
        if marks[:2] != ["aggravated", "mitigated"]:
            case.fine *= rules.aggravated if "aggravated" in marks else 1
            case.fine *= rules.mitigated if "mitigated" in marks else 1
        if index not in shown_months:
            continue
        fine = "events", case.event["event"], "fine"
        before = outcome.rows.get(fine, Fraction(0))
        assert isinstance(before, Fraction)
        outcome.rows[fine] = before + case.fine
        outcome.rows["events", case.event["event"], "sanction_level"] = case.level
        raise_flags(case, marks, rules, outcome)


def wages(measurements: list[Row]) -> dict[Cell, Fraction]:
    """Base wage and performance pay of the month, as far as supplied."""
    found: dict[Cell, Fraction] = {}
    for row in measurements:
        if row["indicator"] in ("base_wage", "performance_pay"):
            cell = row["unit"], common.months(row["period"])[0]
            found[cell] = found.get(cell, Fraction(0)) + common.number(row["value"])
    return found


def put(card: str, unit: str, period: str, cases: list[Case], outcome: Outcome) -> None:
    """The counts and the fines of a period."""
    for line in ("manager", "branch", "county"):
        counted = [case for case in cases if case.line == line]
        put_value((card, unit, period, f"{line}_events"), Fraction(len(counted)), counted, outcome)
    put_fines((card, unit, period, "fines"), cases, outcome)


def put_fines(node: tuple[str, str, str, str], cases: list[Case], outcome: Outcome) -> None:
    """A sum of fines."""
    put_value(node, sum((case.fine for case in cases), Fraction(0)), cases, outcome)


def put_value(node: tuple[str, str, str, str], value: Fraction, cases: list[Case], outcome: Outcome) -> None:
    """A value that rests on cases: provisional while a person is still to be heard."""
    outcome.nodes[node] = value
    if not all(case.heard for case in cases):
        outcome.pending.add(node)


def assess(tables: Tables, parameters: Parameters, span: common.Span) -> Outcome:
    """Every verified case with fine and sanction; the month and year of every person."""
    outcome, units, rules = Outcome(), Units(tables["units"]), Rules.of(parameters)
    events, shown_months = tables.get("events", []), common.span_months(span)
    earliest = min((moment(row["at"]).year for row in events), default=1)
    first = moment(str(parameters.get("data_from", f"{earliest:04d}-01-01")))
    cases = dearest_cases(events, rules)
    judge(cases, rules, first, shown_months, outcome)
    by_cell: dict[Cell, list[Case]] = defaultdict(list)
    for case in cases:
        for above in units.line(case.event["unit"], case.at.date()):
            by_cell[above["unit"], month_of(case.event["at"])].append(case)
    wage = wages(tables.get("measurements", []))
    for index in shown_months:
        heads(by_cell, units, index, outcome)
        for row in units.of_kind(["person"], common.last_day(index)):
            unit, period, cases = row["unit"], month(index), by_cell.get((row["unit"], index), [])
            put("month", unit, period, cases, outcome)
            so_far = [case for i in range(index // 12 * 12, index + 1) for case in by_cell.get((unit, i), ())]
            put_fines(("month", unit, period, "fines_year_to_date"), so_far, outcome)
            pay_and_flag(unit, index, cases, wage.get((unit, index)), rules, outcome)
        if index % 12 == 11 and index - 11 in shown_months:
            for row in units.of_kind(["person"], common.last_day(index)):
                cases = [case for i in range(index - 11, index + 1) for case in by_cell.get((row["unit"], i), ())]
                put("year", row["unit"], common.year(index), cases, outcome)
    return outcome


def pay_and_flag(
    unit: str, index: int, cases: list[Case], wage: Fraction | None, rules: Rules, outcome: Outcome
) -> None:
    """The month's fines as postings, final and pending apart; the flag on fines above a share of the wage."""
    for heard in (True, False):
        part = sum((case.fine for case in cases if case.heard is heard), Fraction(0))
        outcome.pay(unit, month(index), "fine", -part)
    fines = sum((case.fine for case in cases), Fraction(0))
    if wage is not None and fines > wage * rules.wage_percent / 100:
        status = "final" if all(case.heard for case in cases) else "pending"
        outcome.flags.add((unit, month(index), "wage_deduction_high", "", "", status))
