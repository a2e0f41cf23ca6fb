"""Oracle of scheme 24, ict-partner-contract, from the text of SCHEMES.md (sections 0, 24, B, E.24).

Readings where the text is silent: a contract is a case from its first row on, whether a check or a term; what no row speaks
of is flagged once, in the month of that first row, and once for all contracts of a partner; a row that says `present = false`
is flagged by itself.
"""

from __future__ import annotations

from fractions import Fraction

from tests.oracles.common import (
    Outcome,
    Parameters,
    Row,
    Span,
    Tables,
    Units,
    last_day,
    moment,
    month,
    month_of,
    periods_in,
    span_months,
    whole,
    yes,
)
from tests.oracles.measures import figure, segment_of

ITEMS = (
    "service_content",
    "rights_duties",
    "business_model",
    "assessment_penalties",
    "audit_rules",
    "settlement",
    "breach_liability",
    "exit",
    "ip_ownership",
    "information_security",
    "confidentiality",
    "customer_service",
)
PAPERS = ("security_commitment", "integrity_papers")
CARD = "contract_state"


def contracts(events: list[Row], units: Units) -> dict[tuple[str, str], list[Row]]:
    """The verified rows of every partner's contract, in order of time, then id."""
    found: dict[tuple[str, str], list[Row]] = {}
    for event in sorted(events, key=lambda row: (moment(row["at"]), row["event"])):
        if yes(event, "verified", True):
            for above in units.line(event["unit"], moment(event["at"]).date()):
                if above["kind"] == "partner":
                    found.setdefault((above["unit"], event["contract"]), []).append(event)
    return found


def known(rows: list[Row], until: int) -> dict[str, bool]:
    """By the last checks up to the end of a month: which items are present."""
    checks = [row for row in rows if row["kind"] == "contract_check" and month_of(row["at"]) <= until]
    return {row["contract_item"]: yes(row, "present", False) for row in checks}


def flag_rows(events: list[Row], presale_months: Fraction, shown: range, outcome: Outcome) -> None:
    """Flags of single rows: an item or paper filed as absent, a term that differs or exceeds."""
    for event in events:
        index = month_of(event["at"])
        if not yes(event, "verified", True) or index not in shown:
            continue
        flags = []
        if event["kind"] == "contract_check" and not yes(event, "present", False):
            flags = ["paper_missing" if event["contract_item"] in PAPERS else "contract_item_missing"]
        elif event["kind"] == "contract_terms":
            term, most = whole(event, "term_months", 0), event.get("customer_term_months", "")
            if event["stage"] == "presale" and term != presale_months:
                flags = ["presale_term_differs"]
            if event["stage"] == "aftersale" and most and term > int(most):
                flags = ["aftersale_term_exceeds"]
        for flag in flags:
            outcome.flags.add((event["unit"], month(index), flag, "", event["event"], ""))


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """The state of every contract at the end of every month, quarter, half and year."""
    outcome, units, shown = Outcome(), Units(tables["units"]), span_months(span)
    events = tables["events"]
    flag_rows(events, figure(parameters, "presale_months", 12), shown, outcome)
    periods = [found for kind in ("month", "quarter", "half", "year") for found in periods_in(span, kind)]
    for (unit, name), rows in contracts(events, units).items():
        first = month_of(rows[0]["at"])
        for period, inside in periods:
            if first > inside[-1] or not units.at(unit, last_day(inside[-1])):
                continue
            state = known(rows, inside[-1])
            items, papers = (sum(state.get(one, False) for one in names) for names in (ITEMS, PAPERS))
            cell = CARD, segment_of(unit, name), period
            outcome.nodes[(*cell, "items_present")] = Fraction(items)
            outcome.nodes[(*cell, "papers_present")] = Fraction(papers)
            outcome.nodes[(*cell, "compliant")] = Fraction(items == len(ITEMS) and papers == len(PAPERS))
            if period == month(first):
                for names, flag in ((ITEMS, "contract_item_missing"), (PAPERS, "paper_missing")):
                    if any(one not in state for one in names):
                        outcome.flags.add((unit, period, flag, "", "", ""))
    return outcome
