"""Generated inputs of scheme 24, ict-partner-contract."""

from __future__ import annotations

from random import Random

from tests.oracles import partner_contract
from tests.oracles.common import Outcome, Parameters, Row, Span, Tables, last_day, month_of
from tests.oracles.data_common import JANUARY, YEAR, Events, Generated, Mode, Place, time_in
from tests.oracles.partner_contract import ITEMS, PAPERS

MONTHS = range(JANUARY, JANUARY + 12)


def lacking(rng: Random, mode: Mode) -> int:
    """How many of the fourteen items a contract lacks at first."""
    if mode == "random":
        return rng.randint(0, 14)
    return rng.choice((0, 0, 1)) if mode in ("thresholds", "near_ties") else rng.choice((0, 1, 2, 2))


def checks(rng: Random, events: Events, place: Place, contract: str, held: list[int], mode: Mode) -> None:
    """The checks of one contract: a first one of most items, later ones of some of them."""
    begun, names = rng.choice(held), [*ITEMS, *PAPERS]
    absent = set(rng.sample(names, lacking(rng, mode)))
    unfiled = {name for name in names if rng.random() < 0.03} | {name for name in sorted(absent) if rng.random() < 0.3}
    for name in names:
        if name not in unfiled:
            file(rng, events, place, begun, contract, name, name not in absent)
    for index in (index for index in held if index > begun and rng.random() < 0.3):
        for name in rng.sample(names, rng.choice((1, 2, 14))):
            file(rng, events, place, index, contract, name, rng.random() < 0.8)


def file(rng: Random, events: Events, place: Place, index: int, contract: str, name: str, present: bool) -> None:
    """One check, now and then unverified."""
    cells: Row = {"contract": contract, "contract_item": name, "present": str(present).lower()}
    if rng.random() < 0.04:
        cells["verified"] = "false"
    events.add(place.unit, "contract_check", time_in(rng, index, place), **cells)


def terms(rng: Random, events: Events, place: Place, contract: str, held: list[int], usual: int, mode: Mode) -> None:
    """The terms of both stages: as they should be, or a month beside it."""
    beside = (-6, -1, 0, 1, 5) if mode == "random" else (-1, 0, 0, 0, 1)
    for _ in range(rng.choice((0, 1, 1, 2))):
        cells: Row = {"contract": contract, "stage": rng.choice(("presale", "aftersale"))}
        customer = rng.choice((12, 24, 36))
        cells["term_months"] = str((usual if cells["stage"] == "presale" else customer) + rng.choice(beside))
        if cells["stage"] == "aftersale" and rng.random() < 0.9:
            cells["customer_term_months"] = str(customer)
        if rng.random() < 0.04:
            cells["verified"] = "false"
        events.add(place.unit, "contract_terms", time_in(rng, rng.choice(held), place), **cells)


def on_boundary(tables: Tables, outcome: Outcome, usual: int) -> int:
    """Unit-periods with all items, or one short of them, and months with a term exactly as it should be."""
    found = {
        (unit, period)
        for (_, unit, period, node), value in outcome.nodes.items()
        if node == "items_present" and value in (len(ITEMS), len(ITEMS) - 1)
    }
    for event in tables["events"]:
        term = event.get("term_months", "")
        if term and term == (event.get("customer_term_months") or (str(usual) if event["stage"] == "presale" else "")):
            found.add((event["unit"], str(month_of(event["at"]))))
    return len(found)


def generate(seed: int, unit_periods: int, mode: Mode) -> Generated:
    """Tables of 2014 for about `unit_periods` months, quarters and years of contracts."""
    rng = Random(seed)
    usual = rng.choice((12, 12, 18))
    parameters: Parameters = {"presale_months": usual} if rng.random() < 0.7 or usual != 12 else {}
    units, events = list[Row](), Events(rng)
    for n in range(max(1, unit_periods // 18)):
        place, roll = Place(f"P{n:05d}"), rng.random()
        if roll < 0.06:
            place.first = f"2014-{rng.randint(2, 11):02d}-{rng.choice((1, 15)):02d}"
        elif roll < 0.12:
            place.last = rng.choice(("2014-06-30", "2014-08-20"))
        units.append({"unit": place.unit, "kind": "partner", "parent": "", "from": place.first, "to": place.last})
        held = [i for i in MONTHS if (place.first or "0") <= last_day(i).isoformat() <= (place.last or "9")]
        for k in range(rng.choice((0, 1, 2, 2, 3))):
            checks(rng, events, place, f"C{n}-{k}", held, mode)
            terms(rng, events, place, f"C{n}-{k}", held, usual, mode)
    tables: Tables = {"units": units, "events": events.shuffled()}
    span: Span = ("2014-04", "2014-12") if rng.random() < 0.2 else YEAR
    outcome = partner_contract.assess(tables, parameters, span)
    return tables, parameters, span, on_boundary(tables, outcome, usual)
