"""Oracle of scheme 10, gulin-time-limits: the class of a ticket and its deadline (SCHEMES.md sections 0, 10, B.4, E.10)."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.oracles.common import Parameters, Row, end_of_day, moment, working_day, yes
from tests.oracles.measures import figure

SEGMENTS = (
    "fault_ordinary",
    "fault_major",
    "installation_urban",
    "installation_rural",
    "resumption",
    "complaint_reply",
)
LIMITS = dict(zip(SEGMENTS, (24, 72, 5, 10, 5, 3), strict=True))


def segment(ticket: Row) -> str | None:
    """The class of a ticket; None: the scheme has no limit for its kind."""
    kind = ticket["kind"]
    if kind == "fault":
        return f"fault_{ticket['class']}"
    if kind == "installation":
        return f"installation_{'urban' if yes(ticket, 'urban', False) else 'rural'}"
    return kind if kind in SEGMENTS else None


class Limits:
    """When a ticket is due, by the limit of its class (art. 5, 6), later if an extension was approved (art. 8)."""

    def __init__(self, parameters: Parameters) -> None:
        self.parameters = parameters
        self.days: dict[tuple[object, int], datetime] = {}

    def due(self, ticket: Row, name: str) -> datetime | None:
        """The last moment that is in time; None: not due."""
        if ticket["kind"] == "installation" and not yes(ticket, "network_ready", True):
            return None
        limit = self.limit(ticket, name)
        reported = ticket.get("extension_reported_at")
        in_time = not reported or moment(reported) <= limit
        if in_time and yes(ticket, "extension_approved", False) and ticket.get("extension_until"):
            return end_of_day(ticket["extension_until"])
        return limit

    def limit(self, ticket: Row, name: str) -> datetime:
        """The limit of the class; the clock of art. 6 starts when papers and network are complete."""
        start = moment(ticket["accepted_at"])
        if name.startswith("fault"):
            hours = figure(self.parameters, f"{name}_hours", LIMITS[name])
            return start + timedelta(seconds=int(hours * 3600))
        later = {
            "installation": ("materials_complete_at", "network_ready_at"),
            "resumption": ("materials_complete_at",),
        }
        stamps = [ticket[column] for column in later.get(ticket["kind"], ()) if ticket.get(column)]
        start = max([start, *map(moment, stamps)])
        n = int(figure(self.parameters, f"{name}_days", LIMITS[name]))
        if (start.date(), n) not in self.days:
            self.days[start.date(), n] = working_day(start, n, self.parameters)
        return self.days[start.date(), n]
