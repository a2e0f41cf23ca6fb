"""One line of the stored ledger."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any, NamedTuple


class Key(NamedTuple):
    """What a posting is about: the lines of one key add up."""

    scheme: str
    unit: str
    origin: str
    account: str
    counter: str
    status: str
    node: str


@dataclass(frozen=True)
class Posting:
    """``fen`` from the unit's side, booked in ``period`` for the period of ``origin`` (the same, unless it corrects).

    ``cause`` is empty, or ``correction`` (``ref`` is the row that corrects, ``corrects`` the one it replaced) or
    ``rows`` (rows that were filed late or have changed, named in ``reason``).
    """

    scheme: str
    unit: str
    period: str
    origin: str
    account: str
    counter: str
    fen: int
    status: str
    node: str
    illustrative: bool = False
    cause: str = ""
    ref: str = ""
    corrects: str = ""
    corrected_by: str = ""
    corrected_on: str = ""
    reason: str = ""

    @property
    def key(self) -> Key:
        """What it is added up by."""
        return Key(*(getattr(self, name) for name in Key._fields))

    @property
    def yuan(self) -> Decimal:
        """The amount, to the fen."""
        return Decimal(self.fen).scaleb(-2)


NAMES = tuple(field.name for field in fields(Posting))


def of_document(document: Mapping[str, Any]) -> list[Posting]:
    """The money of a results document as postings of its own periods."""
    loud = {scheme["id"]: scheme["illustrative"] for scheme in document["schemes"]}
    return [
        Posting(
            row["scheme"],
            row["unit"],
            row["period"],
            row["period"],
            row["account"],
            row["counter"],
            int(Decimal(row["amount"]) * 100),
            row["status"],
            row["node"] or "",
            loud[row["scheme"]],
        )
        for row in document["money"]
    ]


def totals(postings: Iterable[Posting]) -> dict[Key, int]:
    """Fen by key, without those that come to nothing."""
    found: dict[Key, int] = {}
    for posting in postings:
        found[posting.key] = found.get(posting.key, 0) + posting.fen
    return {key: fen for key, fen in found.items() if fen}


def difference(was: Mapping[Key, int], now: Mapping[Key, int]) -> dict[Key, int]:
    """What must be posted so that ``was`` becomes ``now``."""
    every = sorted(was.keys() | now.keys())
    return {key: now.get(key, 0) - was.get(key, 0) for key in every if now.get(key, 0) != was.get(key, 0)}
