"""Generated inputs of scheme 2, chengdu-event-penalty."""

from __future__ import annotations

from fractions import Fraction
from random import Random

from tests.oracles import event_penalty
from tests.oracles.common import Parameters, Row, Span, exact
from tests.oracles.data_common import (
    YEAR,
    Events,
    Generated,
    Mode,
    Place,
    branches,
    complaint_cells,
    leave,
    months_of_place,
    time_in,
)

KINDS = ("complaint", "complaint", "repeat_fault_report", "service_promise_breach", "commendation", "fee_error")


def parameters_of(rng: Random, seed: int, mode: Mode) -> Parameters:
    """Amounts, sometimes with fen and with a further key; a person's share that may cut a fen in half."""
    found: Parameters = {}
    for name, table in (("event_fines", event_penalty.FINES), ("event_rewards", event_penalty.REWARDS)):
        for key, usual in table.items():
            cents = {"random": rng.choice((0, 0, 125, 3333)), "near_ties": rng.choice((-1, 1))}.get(mode, 0)
            found[f"{name}.{key}"] = f"{float(usual + Fraction(cents, 100)):.2f}"
    if mode == "thresholds":
        found["event_fines.repeat_fault_report"] = 20  # equal to a commendation
        found["event_fines.service_promise_breach"] = "100.20"  # 12.5 % is 12.525
    if rng.random() < 0.5:
        found["event_fines.fee_error"] = 30
    if mode == "ties" and rng.random() < 0.5:
        found |= {"event_fines.repeat_fault_report": 0, "event_rewards.commendation.oral": 0}
    shares = {"random": 30, "ties": 50, "near_ties": "33.33", "thresholds": "12.5"}
    found["person_share"] = shares[mode] if seed % 2 else 0
    found["phone_means"] = rng.choice(("any", "channel"))
    return found


def cells_of(rng: Random, kind: str) -> Row:
    """The attributes of an event of a kind."""
    if kind == "complaint":
        return complaint_cells(rng)
    return {"form": rng.choice(("oral", "written", ""))} if kind == "commendation" else {}


def fill(rng: Random, events: Events, chain: list[Place], index: int, mode: Mode) -> None:
    """The events of one branch, its department and its person in a month."""
    kinds = ("repeat_fault_report", "commendation", "service_promise_breach") if mode == "thresholds" else KINDS
    for _ in range(rng.choice((0, 2, 2, 3, 5, 8))):
        kind, place = rng.choice(kinds), rng.choice([place for place in chain if index in months_of_place(place)])
        if rng.random() > 0.15:
            events.add(place.unit, kind, time_in(rng, index, place), **cells_of(rng, kind), **events.odds())
            continue
        incident = f"I{len(events.rows)}"
        for _ in range(rng.randint(2, 3)):
            filed = place if rng.random() < 0.8 else chain[0]
            verified = "false" if rng.random() < 0.1 else ""
            events.add(
                filed.unit,
                kind,
                time_in(rng, index, filed),
                **cells_of(rng, kind),
                incident=incident,
                verified=verified,
            )
            kind = rng.choice([one for one in kinds if one != "commendation"])


def count_on_boundary(generated: Generated) -> int:
    """Unit-periods with a net fine of exactly 0 out of some events, or with a fine whose share cuts a fen in half."""
    tables, parameters, span, _ = generated
    outcome = event_penalty.assess(tables, parameters, span)
    share = exact(parameters["person_share"])
    halved = {
        (event["unit"], event["at"][:7])
        for event in tables["events"]
        if isinstance(fine := outcome.rows.get(("events", event["event"], "fine")), Fraction)
        and event["unit"].startswith("P")
        and (fine * share).denominator % 2 == 0
    }
    level = {
        (unit, period)
        for (_, unit, period, node), value in outcome.nodes.items()
        if node == "net_fine" and value == 0 and outcome.nodes["month", unit, period, "fines"] != 0
    }
    return len(halved | level)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables for about `unit_periods` unit-months of 2014: branches, their departments and persons, all assessed."""
    rng = Random(seed)
    units, chains = branches(rng, max(1, unit_periods // 36), ("department", "person"))
    events = Events(rng)
    leave(rng, units, chains)
    for chain in chains:
        for index in months_of_place(chain[0]):
            fill(rng, events, chain, index, mode)
    span: Span = ("2014-04", "2014-12") if rng.random() < 0.3 else YEAR
    generated: Generated = ({"units": units, "events": events.shuffled()}, parameters_of(rng, seed, mode), span, 0)
    return (*generated[:3], count_on_boundary(generated))
