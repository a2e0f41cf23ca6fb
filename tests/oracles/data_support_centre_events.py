"""Generated events of scheme 22: single ones, several of one incident, and complaints at every level."""

from __future__ import annotations

from random import Random

from tests.oracles.common import Row
from tests.oracles.data_common import LEVELS, Events, Mode, time_in

KINDS = (
    "wrong_dispatch_channel",
    "false_ticket_info",
    "late_ticket_feedback",
    "customer_cause_misreport",
    "outage",
    "complaint",
    "complaint",
    "complaint",
    "resource_data_incident",
    "resource_data_defect",
    "resource_data_defect",
)
PROCESSES = ("assurance", "provisioning")
COSTLY = ("industry_regulator", "provincial_company", "group_other_department", "group_company", "gm_hotline")


def cells_of(rng: Random, kind: str) -> Row:
    """The attributes of an event of a kind."""
    if kind in ("false_ticket_info", "late_ticket_feedback"):
        return {"process": rng.choice(PROCESSES)}
    if kind == "outage":
        return {
            "customer_grade": rng.choice(("group_top100", "group_top100", "important", "")),
            "network_node": rng.choice(("centre", "provincial_second", "other", "")),
            "full_outage": rng.choice(("true", "true", "false", "")),
            "disaster_recovery": rng.choice(("", "false", "false", "true")),
        }
    return complaint(rng) if kind == "complaint" else {}


def complaint(rng: Random) -> Row:
    """A complaint on one of the four items, or on none."""
    found = {
        "process": rng.choice(PROCESSES),
        "business": rng.choice(("bandwidth", "lastmile")),
        "highest_level": rng.choice((*LEVELS, *COSTLY, "")),
        "levels_up": rng.choice(("", "0", "1", "2", "3")),
        "over_level": rng.choice(("true", "true", "false", "")),
        "justified": rng.choice(("", "true", "true", "false")),
        "cause": rng.choice(("", "company", "customer", "other_operator")),
    }
    if found["business"] == "bandwidth":
        found["cause_department"] = rng.choice(("maintenance", "maintenance", "other"))
    if rng.random() < 0.25:
        found["levels_reached"] = ";".join(rng.sample(LEVELS, rng.randint(1, 4)))
    return found


def events_of_month(rng: Random, events: Events, units: list[str], index: int, mode: Mode) -> None:
    """The events of one centre and the team below it in one month."""
    if rng.random() < 0.03:
        events.add(
            rng.choice(units),
            "data_integrity_breach",
            time_in(rng, index),
            **events.odds(),
            defect=rng.choice(("unavailable", "untrue")),
        )
    if mode == "thresholds" and rng.random() < 0.2:
        kind, count = rng.choice(
            (
                ("resource_data_defect", "30"),
                ("resource_data_incident", "4"),
                ("wrong_dispatch_channel", "15"),
                ("resource_data_defect", "31"),
            )
        )
        events.add(rng.choice(units), kind, time_in(rng, index), count=count)
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
        kind = rng.choice(KINDS)
        if rng.random() > 0.15:
            events.add(rng.choice(units), kind, time_in(rng, index), **cells_of(rng, kind), **events.odds())
            continue
        incident, unit = f"I{len(events.rows)}", rng.choice(units)
        for _ in range(rng.randint(2, 3)):
            filed = unit if rng.random() < 0.8 else rng.choice(units)
            events.add(
                filed,
                kind,
                time_in(rng, index),
                **cells_of(rng, kind),
                incident=incident,
                verified="false" if rng.random() < 0.1 else "",
            )
            kind = rng.choice(KINDS)
