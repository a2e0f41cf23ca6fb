"""Generated rows of scheme 9: the tickets, complaints, subscribers and survey of one area and month."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from fractions import Fraction
from random import Random

from tests.oracles.common import Row, first_day, last_day, moment
from tests.oracles.data_common import Events, Mode, Place, time_in

DESKS = ("", "branch_phone", "branch_phone", "hotline_1001", "hotline_96133", "platform_10050", "other")
KINDS = ("fault", "installation", "resumption", "complaint_reply", "service_order", "hotline_complaint", "request")


def subscribers_of(rng: Random, area: Row, mode: Mode) -> int:
    """Subscribers near the printed load of the area's staff."""
    low, high = (4000, 6000) if area["urban"] == "true" else (600, 1000)
    staff = int(area["staff"] or 1)
    if mode == "random":
        return 0 if rng.random() < 0.02 else rng.randint(low * staff * 8 // 10, high * staff * 12 // 10)
    if mode == "near_ties":
        return rng.choice((low, high)) * staff + rng.choice((-1, 0, 1))
    return rng.choice((low, high, 1000, 2000, 5000)) * (staff if mode == "thresholds" else 1)


def ticket(rng: Random, place: Place, index: int, hours: Fraction, mode: Mode) -> Row:
    """A ticket accepted in a month, replied to around its deadline, on its very second, or not at all."""
    if mode == "thresholds" and rng.random() < 0.2 and not place.last:  # due with the last second of a month
        due = datetime.combine(first_day(index), time()) + timedelta(days=last_day(index).day, seconds=-1)
        accepted = due - timedelta(seconds=int(hours * 3600))
    else:
        accepted = moment(time_in(rng, index, place))
        due = accepted + timedelta(seconds=int(hours * 3600))
    edges = (0, 0, 0, -1) if mode == "thresholds" else (0, -1, -60, -7200, -7200, -7200)
    late = rng.random() < 0.15
    replied = due + timedelta(seconds=rng.choice((1, 1, 400000)) if late else rng.choice(edges))
    text = "" if rng.random() < 0.05 else max(replied, accepted).isoformat()
    return {"unit": place.unit, "kind": rng.choice(KINDS), "accepted_at": accepted.isoformat(), "replied_at": text}


def complaints(rng: Random, events: Events, chain: list[Place], index: int, subscribers: int, mode: Mode) -> None:
    """The complaints of an area and month; at thresholds often exactly one in a thousand subscribers."""
    if mode == "thresholds" and subscribers % 1000 == 0:
        wanted = subscribers // 1000 + rng.choice((0, 0, -1))
        parts = {"count": str(wanted - 1)}, {"verified": "false", "incident": "I"}
        for cells in parts[wanted < 2 :][: max(wanted, 0)]:
            events.add(chain[0].unit, "complaint", time_in(rng, index, chain[0]), **cells)
        return
    for _ in range(rng.choice((0, 0, 1, 2, 3))):
        place = rng.choice(chain)
        incident = {"incident": f"I{rng.randint(1, 3)}"} if rng.random() < 0.3 else {}
        at = time_in(rng, index, place)
        events.add(place.unit, "complaint", at, recorded_by=rng.choice(DESKS), **incident, **events.odds())


def survey(rng: Random, line: Fraction, mode: Mode, empty: bool) -> tuple[int, int]:
    """Satisfied and all samples near the line."""
    if empty and rng.random() < 0.05:
        return 0, 0
    if mode == "near_ties":
        under = rng.randint(10**8, 10**9)
        return int(under * line / 100) + rng.randint(0, 1), under
    under = 200 * rng.randint(1, 4) if mode == "thresholds" else rng.choice((100, 200, 201, 400, 777))
    return min(under, int(under * line / 100) + rng.choice((0, 0, 1, 2, -1))), under


def rate_row(key: Row, name: str, pair: tuple[Fraction | int, Fraction | int]) -> Row:
    """A measured rate."""
    return {**key, "indicator": name, "numerator": str(pair[0]), "denominator": str(pair[1])}
