"""The catalogue's files become frozen entries; each file is parsed when it is first asked for."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from kaohe.core.catalogue.words import Account, Attribute, EventKind, Indicator, Item, Status, Table, Word

W = TypeVar("W", bound=Word)
FOLDER = Path(__file__).parent
WORDS = ("codes", "attributes", "segments")


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))


def _entry(make: type[W], name: str, written: Mapping[str, Any]) -> W:
    """The entry of one line: word lists become tuples, the English name defaults to the id in words."""
    keys: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in written.items()}
    keys |= {key: tuple(keys[key].split()) for key in WORDS if isinstance(keys.get(key), str)}
    keys.setdefault("en", name.replace("_", " "))
    return make(name=name, **keys)


def _entries(make: type[W], table: Mapping[str, Mapping[str, Any]]) -> dict[str, W]:
    return {name: _entry(make, name, written) for name, written in table.items()}


@dataclass(frozen=True)
class Catalogue:
    """The shared vocabulary by kind: dicts from id to entry, in the order of the files."""

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        types = _file("indicators")["type"]
        lines = _file("indicators")["indicator"].items()
        return {name: _entry(Indicator, name, types[line["is"]] | _without_is(line)) for name, line in lines}

    @cached_property
    def events(self) -> dict[str, EventKind]:
        return _entries(EventKind, _file("events"))

    @cached_property
    def attributes(self) -> dict[str, Attribute]:
        """The attributes of events."""
        lines = _file("attributes")
        levels = " ".join(self.levels)
        lines = {
            name: line | {"codes": levels} if line.get("codes") == "@levels" else line for name, line in lines.items()
        }
        return _entries(Attribute, lines)

    @cached_property
    def level_words(self) -> dict[str, Word]:
        return _entries(Word, _file("levels"))

    @cached_property
    def statuses(self) -> dict[str, Status]:
        """How far an event has come, from its report to its decision."""
        return _entries(Status, _file("statuses"))

    @property
    def levels(self) -> tuple[str, ...]:
        """Complaint levels from low to high."""
        return tuple(self.level_words)

    @cached_property
    def ticket_kinds(self) -> dict[str, Word]:
        return _entries(Word, _file("tickets")["kind"])

    @cached_property
    def ticket_columns(self) -> dict[str, Attribute]:
        return _entries(Attribute, _file("tickets")["column"])

    @cached_property
    def unit_kinds(self) -> dict[str, Word]:
        return _entries(Word, _file("units")["kind"])

    @cached_property
    def unit_attributes(self) -> dict[str, Attribute]:
        return _entries(Attribute, _file("units")["attribute"])

    @cached_property
    def items(self) -> dict[str, Item]:
        """Rating items by leaf id."""
        return _entries(Item, _file("ratings"))

    @cached_property
    def accounts(self) -> dict[str, Account]:
        return _entries(Account, _file("accounts")["account"])

    @cached_property
    def counters(self) -> dict[str, Word]:
        """The accounts on the other side of a posting."""
        return _entries(Word, _file("accounts")["counter"])

    @cached_property
    def flags(self) -> dict[str, Word]:
        return _entries(Word, _file("flags")["flag"])

    @cached_property
    def duties(self) -> dict[str, Word]:
        return _entries(Word, _file("flags")["duty"])

    @cached_property
    def tables(self) -> dict[str, Table]:
        """The tables of the input with their columns."""
        beside = {"units": self.unit_attributes, "events": self.attributes, "tickets": self.ticket_columns}
        return {
            name: Table(name, line["zh"], name, (), _entries(Attribute, line["column"]), beside.get(name, {}))
            for name, line in _file("tables").items()
        }


def _without_is(line: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in line.items() if key != "is"}


@cache
def catalogue() -> Catalogue:
    """The one catalogue of this installation.

    >>> catalogue().indicators["satisfaction_rate"].share
    True
    >>> catalogue().levels[0]
    'frontline'
    """
    return Catalogue()
