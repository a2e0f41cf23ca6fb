"""The entries of the catalogue; every word has an id, a Chinese and an English name, and synonyms (``also``)."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Word:
    """A named thing; ``also`` are further names by which people's files call it."""

    name: str
    zh: str = ""
    en: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Indicator(Word):
    """What a measurement measures.

    ``form`` is ``value`` or ``rate`` (numerator and denominator, which pool); ``quantity`` one of points, percent,
    yuan, count, number, minutes, yes_no. ``adds`` says how periods add up: flow (sum), stock (last), last, mean,
    pooled, to_date (last); flows and stocks also add up over the units below. ``percent``: 95 means 95 %. ``share``: a part of a whole, so at most 100 %. One value lies between
    ``at_least`` and ``at_most``, numerator and denominator each within plus or minus ``parts``. ``segments``: the known
    ones, ``("*",)`` if they are free. ``better``: ``higher`` or ``lower`` where everybody would say the same, else empty.
    """

    form: str = "value"
    quantity: str = "number"
    adds: str = "flow"
    percent: bool = False
    share: bool = False
    at_least: int = 0
    at_most: int = 1_000_000_000
    parts: int = 1_000_000_000
    segments: tuple[str, ...] = ()
    better: str = ""


@dataclass(frozen=True)
class Attribute(Word):
    """A column of a table.

    ``type`` is one of bool, int, number, yuan, time, date, period, code, list, text, id. ``codes`` run from low to
    high; a list holds codes. ``default`` (a bool, int, str or ``()``) stands for an empty cell; ``like`` names the
    column that does. Numbers lie between ``at_least`` and ``at_most`` (yuan in yuan). ``end_of_day``: a date alone
    means 23:59:59. ``known`` makes it a yes/no column that says whether the column of this name was filled in.
    ``inherits``: an empty cell takes the value of the nearest unit above, at the top the default.
    ``required``: a table without this column, or a row without this cell, is an error. ``grave``: higher codes are worse.
    """

    type: str = "text"
    codes: tuple[str, ...] = ()
    default: bool | int | str | tuple[str, ...] | None = None
    like: str = ""
    at_least: int = 0
    at_most: int = 1_000_000_000
    end_of_day: bool = False
    known: str = ""
    inherits: bool = False
    required: bool = False
    grave: bool = False


@dataclass(frozen=True)
class EventKind(Word):
    """A kind of event and the names of the attributes that it may carry; ``sense`` is ``good``, ``bad`` or empty."""

    attributes: tuple[str, ...] = ()
    sense: str = ""

    @property
    def kind(self) -> str:
        return self.name


@dataclass(frozen=True)
class Status(Word):
    """How far an event has come: whether it stands as ``verified``, and whether what it makes is ``pending``."""

    verified: bool = True
    pending: bool = False


@dataclass(frozen=True)
class Item(Word):
    """A rating item; ``full`` is its printed full mark, ``None`` if none is printed (a mark is then out of 100)."""

    full: int | None = None


@dataclass(frozen=True)
class Account(Word):
    """A ledger account; ``sign`` is ``-``, ``+`` or ``±`` as seen from the assessed unit."""

    sign: str = "±"


@dataclass(frozen=True)
class Table(Word):
    """A table of the input: its standard columns, then the attributes that it may carry, by column name."""

    standard: dict[str, Attribute] = field(default_factory=dict)
    attributes: dict[str, Attribute] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, Attribute]:
        return self.standard | self.attributes
