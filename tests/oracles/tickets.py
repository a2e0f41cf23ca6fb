"""Plumbing shared by the oracles: to which month a ticket belongs, and whether it is in time as of a moment (C10).

A ticket whose deadline is the very last second of its period is due with the period: it is late if it is still open
then, since it belongs to no other period. What is done after `as_of` is open.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from tests.oracles.common import Parameters, first_day, moment, month_of


def as_of(index: int, parameters: Parameters) -> datetime:
    """The moment at which a month is judged: the run's `as_of`, by default its own last second."""
    if "as_of" in parameters:
        return moment(str(parameters["as_of"]))
    return datetime.combine(first_day(index + 1), time()) - timedelta(seconds=1)


def known(done: str, parameters: Parameters) -> str:
    """A stamp as the run knows it: empty if it lies after `as_of`."""
    return "" if done and "as_of" in parameters and moment(done) > moment(str(parameters["as_of"])) else done


def period_of(accepted: str, done: str, due: datetime, rule: str) -> int | None:
    """The month index of a ticket under `ticket_period`; None: not yet done under `completed`."""
    if rule == "accepted":
        return month_of(accepted)
    if rule == "completed":
        return month_of(done) if done else None
    return due.year * 12 + due.month - 1


def on_time(done: str, due: datetime, judged: datetime) -> bool | None:
    """Done in time as of a moment; None: neither done nor due."""
    if done and moment(done) <= judged:
        return moment(done) <= due
    return False if judged >= due else None
