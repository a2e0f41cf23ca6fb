"""Generated events of scheme 16: duties, complaints, praise and exams of one group and month."""

from __future__ import annotations

from datetime import timedelta
from random import Random

from tests.oracles.bonus_pool_points import POINTS
from tests.oracles.common import Row, last_day, moment, month
from tests.oracles.data_common import Events, Mode, Place, time_in

KINDS = sorted({key.partition(".")[0] for key in POINTS})
Crews = list[tuple[str, list[Place]]]


def stamp(rng: Random, index: int, place: Place | None = None) -> str:
    """A time in the month, always with hours."""
    found = time_in(rng, index, place)
    return found if "T" in found else f"{found}T{rng.randrange(24):02d}:{rng.randrange(60):02d}:00"


def later(at: str, seconds: int) -> str:
    """A time some seconds after another."""
    return (moment(at) + timedelta(seconds=seconds)).isoformat()


def complaint(rng: Random, at: str, mode: Mode) -> Row:
    """A complaint, solved or not, within the 24 hours, exactly at their end, or a second late."""
    found: Row = {"justified": rng.choice(("", "true", "true", "false"))}
    edges = (86400, 86400, 86401, 86399) if mode == "thresholds" else (3600, 45000, 80000, 86400, 90000, 200000)
    solved, withdrawn = rng.choice(edges), rng.choice(edges)
    if rng.random() < 0.8:
        found["resolved_by"] = rng.choice(("group", "group", "manager", ""))
        found["levels_up"] = rng.choice(("", "0", "1", "2"))
        found["resolved_at"] = later(at, solved)
        found["withdrawn_at"] = later(at, withdrawn) if rng.random() < 0.8 else ""
    return found


def cells_of(rng: Random, kind: str, at: str, mode: Mode) -> Row:
    """The attributes of an event of a kind."""
    match kind:
        case "late_arrival":
            minutes = (119, 120, 120, 121) if mode == "thresholds" else (1, 30, 89, 90, 119, 120, 121, 300)
            return {"minutes": str(rng.choice(minutes))}
        case "complaint":
            return complaint(rng, at, mode)
        case "commendation":
            return {"form": rng.choice(("oral", "written", ""))}
        case "leaving_post":
            return {"customers_unserved": rng.choice(("true", "false", ""))}
        case "stockout_unreported":
            return {"consequences": rng.choice(("none", "bad", "serious", ""))}
        case "area_rubbish":
            return {"place": rng.choice(("bathroom", "sports", "rest"))}
    return {}


def alive(places: list[Place], index: int) -> list[Place]:
    """The persons who are there for the whole month."""
    first, last = f"{month(index)}-01", last_day(index).isoformat()
    return [place for place in places if (place.first or "0") <= first and last <= (place.last or "9")]


def events_of_month(rng: Random, events: Events, group: Place, persons: list[Place], index: int, mode: Mode) -> None:
    """Events on the group and its persons: single ones, and incidents filed several times."""
    places = [group, *alive(persons, index)]
    if mode == "thresholds" and rng.random() < 0.25:
        edge_of_month(rng, events, group, index)
        return
    kinds = ["chatting_at_desk", "late_arrival", "complaint", "commendation"] if mode == "thresholds" else KINDS
    for _ in range(rng.choice((0, 1, 2, 3, 4))):
        kind, place = rng.choice(kinds), rng.choice(places)
        if rng.random() > 0.12:
            at = stamp(rng, index)
            events.add(place.unit, kind, at, **cells_of(rng, kind, at, mode), **events.odds())
            continue
        incident = f"I{len(events.rows)}"
        for _ in range(rng.randint(2, 3)):
            filed = place if rng.random() < 0.7 else rng.choice(places)
            at = stamp(rng, index)
            events.add(
                filed.unit,
                kind,
                at,
                **cells_of(rng, kind, at, mode),
                incident=incident,
                verified="false" if rng.random() < 0.1 else "",
            )
            kind = rng.choice(kinds)


def edge_of_month(rng: Random, events: Events, group: Place, index: int) -> None:
    """Exactly to the floor, to the cap 103, or a point beside them."""
    if rng.random() < 0.5:
        events.add(group.unit, "absence", stamp(rng, index), count="20")
        more = rng.choice(("", "", "missed_punch", "commendation"))
    else:
        events.add(group.unit, "loss_recovered", stamp(rng, index))
        more = rng.choice(("", "", "missed_punch", "commendation"))
    if more:
        events.add(group.unit, more, stamp(rng, index), **({"form": "oral"} if more == "commendation" else {}))


def exams_of_month(rng: Random, events: Events, crews: Crews, index: int, mode: Mode) -> None:
    """One or two exams of a department; where edges are wanted the mean is 90 or a millionth beside it."""
    takers = [(place.unit, "") for _, persons in crews for place in alive(persons, index)]
    takers += [(unit, f"{unit}X{n}") for unit, persons in crews if not persons for n in range(2)]
    for exam in range(rng.choice((1, 1, 2)) if takers else 0):
        scores = [
            rng.choice((90, 90, 60, 59, 88, 92, 97, 100, 100)) * 10**6 + rng.choice((0, 0, 500000)) for _ in takers
        ]
        if mode != "random" and len(takers) > 1:
            half = [rng.choice((0, 5, 10)) * 10**6 for _ in range(len(takers) // 2)]
            scores = [90 * 10**6 + sign * gap for gap in half for sign in (1, -1)]
            scores += [90 * 10**6] * (len(takers) % 2)
            if mode == "near_ties":
                scores[0] += rng.choice((-1, 0, 1))
        for (unit, person), millionths in zip(takers, scores, strict=True):
            score = f"{min(millionths, 10**8) // 10**6}.{min(millionths, 10**8) % 10**6:06d}".rstrip("0").rstrip(".")
            cells = {"person": person} if person else {}
            if mode == "random" and rng.random() < 0.05:
                cells["verified"] = "false"
            elif mode == "thresholds" and rng.random() < 0.1:
                score = "60"
            events.add(unit, "exam_result", stamp(rng, index), exam=f"X{index}-{exam}", score=score, **cells)
