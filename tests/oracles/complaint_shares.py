"""Oracle of scheme 32, unicom-complaint-shares, from the text of SCHEMES.md (sections 0, 32, B, E.32).

Readings where the text is silent: the two desks of the source are always shown, other ones where they occur.
Complaints that were not verified are left out, as everywhere but in scheme 9 (C8); complaints of one incident are as many
complaints. A change without a share before it is not assessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
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
    month_of,
    periods_in,
    whole,
    yes,
)
from tests.oracles.measures import segment_of, setting

DESKS = ("hotline_1001", "hotline_96133")
NETS = ("product", "sales_channel", "support", "unclassified")
Cell = tuple[str, str, int]


def counted(events: list[Row], units: Units) -> Iterator[tuple[Row, list[str], int, int]]:
    """Every complaint with the units it counts for, its month, and how many it stands for."""
    for event in events:
        if event["kind"] == "complaint" and yes(event, "verified", True):
            line = units.line(event["unit"], moment(event["at"]).date())
            yield event, [above["unit"] for above in line], month_of(event["at"]), whole(event, "count", 1)


def share(part: int, of: int) -> Fraction | str:
    """In percent; without complaints there is no number."""
    return Fraction(100 * part, of) if of else "no_cases"


def change(now: Fraction | str, before: Fraction | str) -> Fraction | str:
    """In percentage points; without both shares there is no number."""
    if isinstance(now, str):
        return now
    return "not_assessed" if isinstance(before, str) else now - before


def assess(tables: Tables, parameters: Parameters, span: Span) -> Outcome:
    """Shares of the nets and of the product units among the complaints of a desk, for every company and branch."""
    outcome, units = Outcome(), Units(tables["units"])
    back = 1 if setting(parameters, "compare_with", "previous_period") == "previous_period" else 12
    total, by_net, by_product = Counter[Cell](), Counter[tuple[Cell, str]](), Counter[tuple[Cell, str]]()
    for event, above, index, times in counted(tables.get("events", []), units):
        for unit in above:
            cell = unit, event["recorded_by"], index
            total[cell] += times
            by_net[cell, event.get("net") or "unclassified"] += times
            by_product[cell, event.get("product_unit") or "unclassified"] += times
    for period, (index,) in periods_in(span, "month"):
        here = {(unit, desk) for unit, desk, when in total if when == index}
        for row in units.of_kind(["company", "branch"], last_day(index)):
            unit = row["unit"]
            for desk in {*DESKS, *(desk for other, desk in here if other == unit)}:
                now, before = (unit, desk, index), (unit, desk, index - back)
                key = "month", segment_of(unit, desk), period
                outcome.nodes[*key, "complaint_count"] = Fraction(total[now])
                for net in NETS:
                    value = share(by_net[now, net], total[now])
                    outcome.nodes[*key, f"share_{net}"] = value
                    earlier = share(by_net[before, net], total[before])
                    outcome.nodes[*key, f"share_{net}_change"] = change(value, earlier)
        for (cell, product), times in by_product.items():
            spell = units.at(cell[0], last_day(index))
            if cell[2] == index and spell is not None and spell["kind"] in ("company", "branch"):
                key = "month", segment_of(cell[0], f"{cell[1]}/{product}"), period
                outcome.nodes[*key, "product_unit_share"] = share(times, total[cell])
    return outcome
