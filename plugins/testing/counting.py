"""Rows that stand for more or fewer cases, so that a count, a sum or a share of rows comes to a target."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from kaohe.core.bounds.boundaries import Boundary
from kaohe.core.errors import KaoheError
from kaohe.core.run.rowplan import root_kinds
from kaohe.plugins.testing.inputs import Inputs, Row, copied, inputs, tables
from kaohe.plugins.testing.levers import Lever
from kaohe.plugins.testing.places import Place, Sides
from kaohe.plugins.testing.whatif import WhatIf

EVENTS, MOST, COPIES = 5, 2000, 400


def counted(place: Place, boundary: Boundary, lever: Lever, target: Fraction) -> Iterator[Sides]:
    """By one event each that stands for so many cases: of the case, or a plain new one of each kind."""
    now = WhatIf(place.score).value(lever.card, f"{lever.name}@", lever.cell)
    item = lever.step_of.item
    if not isinstance(now, Fraction) or item is None or item.distinct or item.through:
        return
    for rows, event in _events(place, lever):
        more = _cell(place, lever, _standing(rows, event, 1))
        if more is None or more[0] == now or ((target - now) / (more[0] - now)).denominator != 1:
            continue
        each = more[0] - now
        times = int((target - now) / each)
        sides: Sides = {}
        for count in (times, times - 1, times + 1):
            gap = place.gap(boundary, lever, now + count * each)
            if gap is not None and abs(count) <= MOST and int(event["count"]) + count >= 0:
                sides.setdefault((gap > 0) - (gap < 0), _standing(rows, event, count))
        yield sides


def shared(place: Place, boundary: Boundary, lever: Lever, target: Fraction) -> Sides:
    """By copies of a row that counts for the share and of one that counts against it. Raises KaoheError without such."""
    rows, parts = inputs(place.case.texts), _parts(lever)
    base = _cell(place, lever, rows)
    if base is None or parts is None or not 0 <= target <= 100:
        raise KaoheError("it is no share of rows here")
    good = bad = None
    for table, row in _candidates(place, lever, rows):
        more = _cell(place, lever, _copies(rows, table, row, 1))
        if more is not None and more[2] == base[2] + 1:
            good, bad = ((table, row), bad) if more[1] == base[1] + 1 else (good, (table, row))
    if good is None or bad is None:
        raise KaoheError("the case has no row for it, or none against it")
    share = target / 100
    times = max(
        1,
        ceil(base[1] / share.numerator) if share else 1,
        ceil((base[2] - base[1]) / (share.denominator - share.numerator)) if share < 1 else 1,
    )
    ups, downs = times * share.numerator - base[1], times * (share.denominator - share.numerator) - (base[2] - base[1])
    if ups < 0 or downs < 0 or ups + downs > COPIES:
        raise KaoheError("too many copies would be needed")
    found: Sides = {}
    for up, down in ((0, 0), (0, 1), (1, 0), (0, 4), (4, 0)):
        changed = _copies(_copies(rows, *good, int(ups) + up), *bad, int(downs) + down)
        value = Fraction(100 * (base[1] + ups + up), base[2] + ups + up + downs + down)
        gap = place.gap(boundary, lever, value)
        if gap is not None:
            found.setdefault((gap > 0) - (gap < 0), changed)
    return found


def _events(place: Place, lever: Lever) -> Iterator[tuple[Inputs, Row]]:
    rows, kinds = inputs(place.case.texts), kinds_of(place, lever)
    for row in [row for row in rows.get("events", []) if row["kind"] in kinds][:EVENTS]:
        row["count"] = row.get("count") or "1"
        yield rows, row
    first = lever.card.period_of[lever.cell[1]].first
    for kind in kinds[:EVENTS]:
        new = {
            "event": "new",
            "unit": lever.cell[0],
            "kind": kind,
            "at": f"{first // 12:04d}-{first % 12 + 1:02d}-01",
            "count": "0",
        }
        more = copied(rows)
        more.setdefault("events", []).append(new)
        yield more, new


def _standing(rows: Inputs, event: Row, times: int) -> Inputs:
    changed = copied(rows)
    kept = []
    for row in changed["events"]:
        count = int(row.get("count") or 1) + (times if row["event"] == event["event"] else 0)
        if count > 0:
            kept.append(row | {"count": str(count)})
    return changed | {"events": kept}


def _candidates(place: Place, lever: Lever, rows: Inputs) -> list[tuple[str, Row]]:
    kinds = kinds_of(place, lever)
    return [(table, row) for table in ("events", "tickets") for row in rows.get(table, []) if row["kind"] in kinds][
        : 2 * EVENTS
    ]


def _copies(rows: Inputs, table: str, row: Row, times: int) -> Inputs:
    changed, key = copied(rows), table.removesuffix("s")
    known = {entry[key] for entry in changed[table]}
    names = (f"{row[key]}+{place}" for place in range(1, 10**6))
    for _ in range(times):
        name = next(one for one in names if one not in known)
        changed[table].append(row | {key: name} | ({"incident": ""} if "incident" in row else {}))
    return changed


def kinds_of(place: Place, lever: Lever) -> list[str]:
    """The kinds of events and tickets that the lever's rows are made of."""
    item, judge = lever.step_of.item, place.judges[lever.card.plan.scheme.label]
    assert item is not None
    return [kind for name in item.rows for kind in judge.plan(name).kinds or root_kinds(judge.scheme, name)]


def _parts(lever: Lever) -> tuple[tuple[str, object], tuple[str, object]] | None:
    return lever.card.columns[f"{lever.name}@"].parts if f"{lever.name}@" in lever.card.columns else None


def _cell(place: Place, lever: Lever, rows: Inputs) -> tuple[Fraction, int, int] | None:
    """The gathered value of the lever in a run of these rows; of a share also cases for it, and all."""
    try:
        outcome = place.case.results(tables=tables(rows)).outcome
    except KaoheError:
        return None
    card = next((one for one in outcome.cards if one.plan.key == lever.card.plan.key), None)
    row = None if card is None else card.row(lever.cell)
    if card is None or row is None:
        return None
    value = WhatIf(outcome.score).value(card, f"{lever.name}@", lever.cell)
    if not isinstance(value, Fraction):
        return None
    parts = card.columns[f"{lever.name}@"].parts
    cases = Fraction(int(row[parts[1][0]]), parts[1][1].denominator) if parts else Fraction(1)  # type: ignore[call-overload]
    return value, int(value * cases / 100), int(cases)
