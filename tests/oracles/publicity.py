"""Oracle of scheme 13, gulin-publicity, from the text of SCHEMES.md (sections 0, 13, B, E.13).

Where the text is silent: of several inspections in a month the worst one tells how many of the six posts hang. A post of
which an inspection says nothing is not in place; filed twice it is in place if it always was. An outlet that nobody
inspected is not assessed. A row that says "not posted" raises the flag with its own number, once for a post filed
twice, on the unit of the row, whether or not the outlet is assessed at the month's end; where no row of a month says so, what was not looked for raises it once on the outlet.
"""

from __future__ import annotations

from collections import defaultdict
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
    span_months,
    yes,
)

POSTINGS = ("service_promise", "phones", "duty_list", "prices", "process_guide", "addresses")


Seen = dict[str, dict[str, Row]]
"""Per inspection (its incident) the row of each post: the first that says "not posted", else the first."""


def inspections(units: Units, events: list[Row]) -> dict[tuple[str, int], Seen]:
    """What was seen per unit and month, from the verified rows on the unit and below."""
    found: dict[tuple[str, int], Seen] = defaultdict(lambda: defaultdict(dict))
    for event in sorted(events, key=lambda row: (yes(row, "posted", False), moment(row["at"]), row["event"])):
        if event["kind"] == "publicity_check" and yes(event, "verified", True):
            for above in units.line(event["unit"], moment(event["at"]).date()):
                seen = found[above["unit"], month_of(event["at"])][event.get("incident") or event["event"]]
                seen.setdefault(event["posting"], event)
    return found


def missing(seen: dict[str, Row]) -> list[Row]:
    """The rows of an inspection that say "not posted"."""
    return [row for row in seen.values() if not yes(row, "posted", False)]


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Posts in place and their share of six, per outlet and month; a flag where one is missing."""
    outcome, units = Outcome(), Units(tables["units"])
    inspected = inspections(units, tables.get("events", []))
    for index in span_months(span):
        for outlet in units.of_kind(["outlet"], last_day(index)):
            unit, period = outlet["unit"], month(index)
            if (unit, index) not in inspected:
                continue
            looks = inspected[unit, index].values()
            in_place = Fraction(min(len(seen) - len(missing(seen)) for seen in looks))
            complete = in_place == len(POSTINGS)
            values = {
                "postings_in_place": in_place,
                "posted_share": 100 * in_place / 6,
                "compliant": Fraction(complete),
            }
            outcome.nodes.update({("month", unit, period, name): value for name, value in values.items()})
            if not complete and not any(missing(seen) for seen in looks):
                outcome.flags.add((unit, period, "publicity_missing", "", "", ""))
    for (unit, index), found in inspected.items():
        if index in span_months(span) and units.spells[unit][0][2]["kind"] == "outlet":
            rows = [row for seen in found.values() for row in missing(seen)]
            outcome.flags |= {(row["unit"], month(index), "publicity_missing", "", row["event"], "") for row in rows}
    return outcome
