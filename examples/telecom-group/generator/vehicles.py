"""A fleet of eight vehicles: scheme 39."""

from generator.book import Book, Cell
from generator.chance import MONTHS, draws, moment, often

FLEET = "VH"
VEHICLES = [f"V{number}" for number in range(1, 9)]
VIOLATIONS = {"smoking": 4, "no_uniform": 5, "refused_service": 2, "late_departure": 6, "dirty_vehicle": 5}


def add_vehicles(book: Book, company: str) -> None:
    """Violations by vehicle and month; one is settled by decision instead of by the table."""
    rng = draws("vehicles")
    book.unit(FLEET, "department", "客运车队", company)
    for vehicle in VEHICLES:
        book.unit(vehicle, "vehicle", f"客车{vehicle[1:]}号", FLEET)
    for number in MONTHS:
        for vehicle in VEHICLES:
            for _ in range(often(rng, 1.4 if vehicle == "V7" else 0.4)):
                kind = rng.choices(list(VIOLATIONS), list(VIOLATIONS.values()))[0]
                told: dict[str, Cell] = {"violation": kind, "ground": 2, "verified": rng.random() > 0.06}
                book.event(vehicle, "rule_violation", moment(rng, number), **told)
    told = {"violation": "refused_service", "ground": 2, "decided_points": "-12", "decided_amount": "-800"}
    book.event("V7", "rule_violation", moment(rng, 10), **told)
