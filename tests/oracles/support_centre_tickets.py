"""Oracle of scheme 22, the rates from tickets: limits, lateness, repeats (SCHEMES.md sections 0, 22, B.4, E.22).

Where the text is silent: the monthly mean of a VPN grade is that of all tickets of the centre and of the units below
it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from fractions import Fraction

from tests.oracles.common import (
    Parameters,
    Row,
    Units,
    end_of_day,
    moment,
    month_of,
    parameter_table,
    working_day,
    yes,
)
from tests.oracles.measures import Pair, figure, setting, switch
from tests.oracles.tickets import as_of, known, on_time, period_of

CIRCUITS = {
    key: Fraction(limit)
    for key, limit in {
        "AAA": 60,
        "AA": 90,
        "A": 180,
        "I": 240,
        "II": 240,
        "III": 240,
        "T1": 60,
        "T2": 120,
        "T3": 240,
        "T4": 480,
    }.items()
}
LASTMILE = ("voice", "broadband")
Cell = tuple[str, int, str]


class Limits:
    """When a ticket is due."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self.circuits = parameter_table(parameters, "circuit_minutes", CIRCUITS)
        self.short = figure(parameters, "short_number_minutes", 1440)
        self.grace = int(figure(parameters, "provisioning_grace_days", 2))
        self.days: dict[str, datetime] = {}

    def due(self, ticket: Row) -> datetime:
        """The last moment at which the ticket is on time."""
        if ticket["kind"] == "service_order" and ticket["product"] not in LASTMILE:
            day = ticket["required_at"][:10]
            if day not in self.days:
                self.days[day] = working_day(end_of_day(day), self.grace, self.parameters)
            return self.days[day]
        limit = self.minutes(ticket)
        if limit is None:
            return end_of_day(ticket["required_at"])
        return moment(ticket["accepted_at"]) + timedelta(seconds=int(limit * 60))

    def minutes(self, ticket: Row) -> Fraction | None:
        """The printed limit, or the ticket's own where none is printed; None: it has only a required date."""
        if ticket["kind"] == "fault" and ticket["product"] in ("bandwidth", "vpn"):
            return self.circuits[ticket["class"]]
        if ticket["kind"] == "fault" and ticket["product"] == "short_number":
            return self.short
        if own := ticket.get("limit_minutes"):
            return Fraction(own)
        if not ticket.get("required_at"):
            raise ValueError(f"{ticket['ticket']}: limit_minutes or required_at is needed")
        return None


def rate_of(ticket: Row) -> str | None:
    """The indicator into which a ticket counts; a fault of others' responsibility is not of item 1.1's population."""
    is_lastmile = ticket["product"] in LASTMILE
    if ticket["kind"] == "service_order":
        return f"{'lastmile_' if is_lastmile else ''}provisioning_timeliness_rate"
    if is_lastmile:
        return "lastmile_repair_timeliness_rate"
    return "assurance_timeliness_rate" if yes(ticket, "own_responsibility", True) else None


def repeats(units: Units, tickets: list[Row]) -> dict[Cell, Pair]:
    """Users with two or more valid last-mile reports in the calendar month of the report / users with one."""
    reports: dict[Cell, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for ticket in tickets:
        if ticket["kind"] == "fault" and ticket["product"] in LASTMILE and yes(ticket, "valid", True):
            for centre in centres(units, ticket):
                reports[centre, month_of(ticket["accepted_at"]), "lastmile_repeat_fault_rate"][ticket["user"]] += 1
    return {
        cell: (Fraction(sum(n > 1 for n in users.values())), Fraction(len(users))) for cell, users in reports.items()
    }


def centres(units: Units, ticket: Row) -> list[str]:
    """The centres at or above the ticket's unit (C19)."""
    line = units.line(ticket["unit"], moment(ticket["accepted_at"]).date())
    return [row["unit"] for row in line if row["kind"] == "support_centre"]


def rates(units: Units, tickets: list[Row], parameters: Parameters) -> dict[Cell, Pair]:
    """Tickets in limit / tickets, per centre, month and indicator."""
    limits, rule = Limits(parameters), setting(parameters, "ticket_period", "deadline")
    removes = switch(parameters, "customer_cause_removed", default=True)
    by_mean = setting(parameters, "vpn_rule", "ticket") == "mean"
    tallies: dict[Cell, list[int]] = defaultdict(lambda: [0, 0])
    minutes: dict[tuple[str, int, str], list[Fraction]] = defaultdict(list)
    grades: dict[tuple[str, int, str], int] = defaultdict(int)
    for ticket in tickets:
        if ticket["kind"] not in ("fault", "service_order") or (name := rate_of(ticket)) is None:
            continue
        due = limits.due(ticket)
        done = known(ticket.get("completed_at", ""), parameters)
        if (index := period_of(ticket["accepted_at"], done, due, rule)) is None:
            continue
        met = on_time(done, due, as_of(index, parameters))
        if met is None or (
            removes and ticket["kind"] == "service_order" and not met and yes(ticket, "customer_cause", False)
        ):
            continue
        for centre in centres(units, ticket):
            if by_mean and ticket["product"] == "vpn" and ticket["kind"] == "fault":
                grades[centre, index, ticket["class"]] += 1
                if ticket.get("completed_at"):
                    spent = moment(ticket["completed_at"]) - moment(ticket["accepted_at"])
                    minutes[centre, index, ticket["class"]].append(Fraction(int(spent.total_seconds()), 60))
                continue
            tally = tallies[centre, index, name]
            tally[0] += met
            tally[1] += 1
    for (centre, index, grade), many in grades.items():
        spent_in_all = minutes[centre, index, grade]
        fits = bool(spent_in_all) and sum(spent_in_all) <= limits.circuits[grade] * len(spent_in_all)
        tally = tallies[centre, index, "assurance_timeliness_rate"]
        tally[0] += many * fits
        tally[1] += many
    found = {cell: (Fraction(done), Fraction(many)) for cell, (done, many) in tallies.items()}
    return {**found, **repeats(units, tickets)}
