"""Generated tickets of scheme 22: faults and orders of one centre and month, as of which the rates are derived."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from tests.oracles.common import Row, first_day, last_day, working_day
from tests.oracles.data_common import Mode
from tests.oracles.support_centre_tickets import CIRCUITS

USUAL = {
    "ticket": "",
    "unit": "",
    "kind": "",
    "product": "",
    "class": "",
    "user": "",
    "accepted_at": "",
    "completed_at": "",
    "required_at": "",
    "limit_minutes": "",
    "own_responsibility": "",
    "customer_cause": "",
    "valid": "",
}


@cache
def grace_end(day: date) -> datetime:
    """The end of the second working day after a day."""
    return working_day(datetime.combine(day, time()), 2, {})


class Desk:
    """Makes the tickets of a run; ids in the order in which they were made."""

    def __init__(self, rng: Random, mode: Mode) -> None:
        self.rng, self.mode, self.rows = rng, mode, list[Row]()

    def add(self, due: datetime, **cells: str) -> None:
        """One ticket, done before it is due, exactly then, a second late, later, or not at all."""
        rng = self.rng
        edges = (0, 0, 1, -1) if self.mode == "thresholds" else (-90, -600, 0, 1, 4000, -1800, -60)
        roll = rng.random()
        done = "" if roll < 0.05 else (due + timedelta(seconds=rng.choice(edges))).isoformat()
        if done and done < cells["accepted_at"]:
            done = cells["accepted_at"]
        self.rows.append(USUAL | {"ticket": f"T{len(self.rows):07d}", "completed_at": done, **cells})

    def fault(self, unit: str, index: int, product: str, grade: str = "") -> None:
        """A fault reported and due within the month."""
        rng, start = self.rng, datetime.combine(first_day(index), time())
        hours = rng.randrange(24 * (last_day(index).day - 2))
        accepted = start + timedelta(hours=hours, minutes=rng.randrange(60), seconds=rng.randrange(60))
        limit = int(CIRCUITS[grade]) if grade else 1440 if product == "short_number" else rng.choice((60, 240, 720))
        needs_limit = product not in ("bandwidth", "vpn", "short_number")
        self.add(
            accepted + timedelta(minutes=limit),
            unit=unit,
            kind="fault",
            product=product,
            **{"class": grade},
            accepted_at=accepted.isoformat(),
            limit_minutes=str(limit) if needs_limit else "",
            user=f"U{rng.randrange(4)}",
            valid=rng.choice(("", "true", "true", "false")),
            own_responsibility=rng.choice(("", "true", "true", "true", "false")),
        )

    def order(self, unit: str, index: int, product: str) -> None:
        """An order due in the month or, by its working days of grace, in the next."""
        rng, day = self.rng, first_day(index) + timedelta(days=self.rng.randrange(last_day(index).day))
        accepted = datetime.combine(day, time(9)) - timedelta(days=rng.randint(1, 12))
        cells = {
            "unit": unit,
            "kind": "service_order",
            "product": product,
            "accepted_at": accepted.isoformat(),
            "customer_cause": rng.choice(("", "false", "true")),
        }
        if product not in ("voice", "broadband"):
            self.add(grace_end(day), required_at=day.isoformat(), **cells)
        elif rng.random() < 0.5:
            self.add(datetime.combine(day, time(23, 59, 59)), required_at=day.isoformat(), **cells)
        else:
            minutes = int((datetime.combine(day, time(12)) - accepted).total_seconds()) // 60
            self.add(accepted + timedelta(minutes=minutes), limit_minutes=str(minutes), **cells)

    def month(self, units: list[str], index: int) -> None:
        """The tickets of one centre (the first unit) and the units below it in one month."""
        rng = self.rng
        for _ in range(rng.randint(0, 6)):
            self.fault(rng.choice(units), index, "bandwidth", rng.choice(("AAA", "AA", "A", "I", "II", "III")))
        for _ in range(rng.randint(0, 3)):
            self.fault(rng.choice(units), index, "vpn", rng.choice(("T1", "T2", "T3", "T4")))
        for product in rng.sample(("short_number", "biz_navigator_ict", "voice", "broadband", "voice"), 3):
            self.fault(rng.choice(units), index, product)
        for product in rng.choices(("bandwidth", "short_number", "biz_navigator_ict", "voice", "broadband"), k=5):
            self.order(rng.choice(units), index, product)
