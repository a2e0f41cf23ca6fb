"""The tables while they are being filled, and their CSV form."""

import csv
from datetime import datetime
from pathlib import Path

KEYS = {
    "units": ["unit", "kind", "name", "parent", "from", "to"],
    "measurements": ["unit", "period", "indicator", "value", "numerator", "denominator", "segment"],
    "events": ["event", "unit", "kind", "at", "count", "verified", "incident"],
    "tickets": ["ticket", "unit", "kind", "class", "accepted_at"],
    "ratings": ["unit", "period", "item", "score", "full", "rater", "role"],
}
Cell = str | int | float | bool | datetime | list[str]


def text(cell: Cell) -> str:
    """The cell as the product reads it: true/false, ISO times, lists with semicolons."""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, datetime):
        return cell.isoformat()
    return ";".join(cell) if isinstance(cell, list) else str(cell)


class Book:
    """Rows by table; a column exists as soon as one row has it."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, str]]] = {table: [] for table in KEYS}

    def add(self, table: str, **cells: Cell) -> None:
        """Append a row; a name may end in ``_`` where it is a Python keyword."""
        self.rows[table].append({name.removesuffix("_"): text(cell) for name, cell in cells.items()})

    def unit(self, unit: str, kind: str, name: str, parent: str = "", **attributes: Cell) -> None:
        self.add("units", unit=unit, kind=kind, name=name, parent=parent, **attributes)

    def value(self, unit: str, period: str, indicator: str, value: Cell, segment: str = "") -> None:
        self.add("measurements", unit=unit, period=period, indicator=indicator, value=value, segment=segment)

    def rate(self, unit: str, period: str, indicator: str, hits: Cell, of: Cell, segment: str = "") -> None:
        cells = {"numerator": hits, "denominator": of, "segment": segment}
        self.add("measurements", unit=unit, period=period, indicator=indicator, **cells)

    def event(self, unit: str, kind: str, at: datetime, **attributes: Cell) -> str:
        """Append an event and return its id."""
        event = f"E{len(self.rows['events']) + 1:05d}"
        self.add("events", event=event, unit=unit, kind=kind, at=at, **attributes)
        return event

    def ticket(self, unit: str, kind: str, accepted: datetime, **columns: Cell) -> str:
        """Append a ticket and return its id."""
        ticket = f"T{len(self.rows['tickets']) + 1:05d}"
        self.add("tickets", ticket=ticket, unit=unit, kind=kind, accepted_at=accepted, **columns)
        return ticket

    def rating(
        self, unit: str, period: str, item: str, score: Cell, rater: str, role: str = "superior", full: int = 100
    ) -> None:
        self.add("ratings", unit=unit, period=period, item=item, score=score, full=full, rater=rater, role=role)

    def write(self, folder: Path) -> list[str]:
        """Write ``<table>.csv`` for every table; returns one line about each."""
        folder.mkdir(parents=True, exist_ok=True)
        said = []
        for table, rows in self.rows.items():
            extra = dict.fromkeys(name for row in rows for name in row if name not in KEYS[table])
            path = folder / f"{table}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, KEYS[table] + list(extra), restval="", lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
            said.append(f"{path.name}: {len(rows):,} rows, {path.stat().st_size:,} bytes")
        return said
