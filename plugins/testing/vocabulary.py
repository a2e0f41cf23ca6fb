"""Which name a name may be mistaken for: its neighbour of the same sort, in the document or the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

from kaohe.core.catalogue import catalogue
from kaohe.core.catalogue.words import Attribute
from kaohe.core.documents.readings import Raw

TOP = ("scheme", "period", "parameter", "macro", "rows", "reading")
HOWS = {
    "sum": "mean", "mean": "sum", "count": "sum", "rate": "count", "number": "count", "pooled": "mean", "last": "mean",
    "rank": "rank_from_bottom", "rank_from_bottom": "rank", "min": "max", "max": "min", "previous": "count",
}  # fmt: skip
NEIGHBOURS = {
    "who": {"self": "owner", "owner": "self", "members": "peers", "peers": "members", "segments": "self"},
    "when": {
        "parts": "so_far", "so_far": "previous", "previous": "so_far", "same": "previous", "year_before": "previous",
        "to_date": "same",
    },
    "part": {"numerator": "denominator", "denominator": "numerator"},
    "within": {"year": "month", "month": "year", "cycle": "year", "rolling_year": "year"},
    "reach": {"own": "below", "below": "own"},
    "how": HOWS,
    "period": {"month": "quarter", "quarter": "month", "half": "quarter", "year": "month", "cycle": "year"},
    "lacking": {"skip": "error", "error": "skip"},
    "cap": {"full": "none"},
}  # fmt: skip
OPERATIONS = {
    "min": "max", "max": "min", "below": "above", "above": "below", "up": "down", "down": "up", "half_up": "down",
    "all_of": "any_of", "any_of": "all_of",
}  # fmt: skip


class Vocabulary:
    """The names of one raw document, by where they may stand."""

    def __init__(self, raw: Raw) -> None:
        self.raw = raw
        self.cards = {name: card for name, card in raw.items() if name not in TOP}

    @cached_property
    def parameters(self) -> dict[str, list[str]]:
        """Parameters by quantity; entries of tables by the name of their table."""
        groups: dict[str, list[str]] = {}
        for name, spec in self.raw.get("parameter", {}).items():
            value = self.value(spec)
            if isinstance(value, dict):
                _entries(name, value, groups)
                groups.setdefault(f"table {spec.get('is')}", []).append(name)
            else:
                groups.setdefault(str(spec.get("is")), []).append(name)
        return groups

    @staticmethod
    def value(spec: Raw) -> Any:
        """All that an entry gives as a value, whatever its provenance."""
        found = [spec[key] for key in ("assumed", "stated", "illustrative") if key in spec]
        tables = [value for value in found if isinstance(value, dict)]
        return (
            {key: entry for table in tables for key, entry in table.items()} if tables else found[0] if found else None
        )

    def names(self, card: str) -> list[list[str]]:
        """Inputs, then nodes, of a card and of the card it is like."""
        own = self.cards.get(card, {})
        lists = [list(own.get("input", {})), list(own.get("node", {}))]
        if own.get("like") in self.cards:
            lists = [
                list(dict.fromkeys([*mine, *more])) for mine, more in zip(lists, self.names(own["like"]), strict=True)
            ]
        return lists

    def columns(self, rows: str) -> list[list[str]]:
        """What a rows table defines, then the attributes of events and tickets by type."""
        table = self.raw.get("rows", {}).get(rows, {})
        keys = {"kind", "when", "clause", "assumed"}
        lines = dict.fromkeys(
            column for line in table.get("line", {}).values() for column in line if column not in keys
        )
        above = [
            column
            for of in _several(table.get("of", ()))
            if of in self.raw.get("rows", {})
            for group in self.columns(of)[:3]
            for column in group
        ]
        types: dict[str, list[str]] = {}
        for attribute in [*catalogue().attributes.values(), *catalogue().ticket_columns.values()]:
            types.setdefault(attribute.type, []).append(attribute.name)
        return [
            list(table.get("let", {})),
            list(table.get("over", {})),
            [*lines, *above],
            *types.values(),
            ["kind", "unit", "person", "user"],
        ]

    def neighbour(self, name: str, place: tuple[str, ...]) -> str | None:
        """What to write instead of ``name`` in a formula at ``place``; None if nothing else is of its sort."""
        head, dot, rest = name.partition(".")
        if head == "unit" and dot:
            return "unit." + (_next(_alike(rest), rest) or "parent")
        if name in ("period.number", "period.of"):
            return "period.of" if name == "period.number" else "period.number"
        local = self.columns(place[1]) if place[0] == "rows" and len(place) > 1 else self.names(place[0])
        if place[0] == "macro":
            local = []
        for group in local:
            if name in group:
                return _next(group, name) or (_next([*local[0], *local[1]], name) if place[0] != "rows" else None)
            if rest in ("full", "age") and head in group:
                return f"{_next(group, head) or head}.{rest}"
        for group in self.parameters.values():
            if name in group:
                return _next(group, name)
        return None

    def code(self, code: str, place: tuple[str, ...]) -> str:
        """The neighbour of a code in quotes."""
        groups = [list(order) for rows in self.raw.get("rows", {}).values() for order in rows.get("codes", {}).values()]
        words = catalogue()
        groups += [list(attribute.codes) for attribute in _attributes() if attribute.codes]
        groups += [list(words.events), list(words.ticket_kinds), list(words.unit_kinds), list(words.levels)]
        groups += [
            list(spec.get("keys", ())) or list(value)
            for spec in self.raw.get("parameter", {}).values()
            if isinstance(value := self.value(spec), dict) or spec.get("keys")
        ]
        groups += [["pending", "final"], list(words.indicators)]
        for group in groups:
            if code in group:
                return _next(group, code) or f"{code}_x"
        return f"{code}_x"

    def word(self, key: str, word: str, place: tuple[str, ...]) -> str | None:
        """The neighbour of a bare word that is the value of ``key``."""
        if key in NEIGHBOURS and word in NEIGHBOURS[key]:
            return NEIGHBOURS[key][word]
        words = catalogue()
        pools: dict[str, list[list[str]]] = {
            "kind": [list(words.events), list(words.ticket_kinds)],
            "of": [list(self.raw.get("rows", {})), list(words.events), list(words.ticket_kinds)],
            "rows": [list(self.raw.get("rows", {})), list(words.events), list(words.ticket_kinds)],
            "unit": [list(words.unit_kinds)], "measured": [list(words.indicators)], "account": [list(words.accounts)],
            "counter": [list(words.counters)], "segment": [_segments(word)], "like": [list(self.cards)],
            "part_of": self.names(place[0]), "rest": self.names(place[0]), "max": [["deduction", "points", "count"]],
            "by": [["parent", "line", "post", "kind"]], "per": [["unit", "person", "user", "class", "product", "exam"]],
            "distinct": [["user", "unit", "person", "ref"]],
        }  # fmt: skip
        if key in ("level", "else"):
            return "highest_level" if word == "levels_reached" else "channel"
        if key in ("max", "min"):
            return {"max": "count", "min": "count"}[key]
        if key == "from":
            scheme, colon, rest = word.rpartition(":")
            card, _, name = rest.partition(".")
            for group in self.names(card):
                if name in group:
                    return f"{card}.{_next(group, name) or name + '_x'}"
            return f"{scheme}{colon}{card}.{'own_rewards' if name == 'own_fines' else 'own_fines'}" if colon else None
        if key == "of" and place[0] in self.cards:
            pools["of"] = self.names(place[0])
        if key == "lines":
            return next((_next(group, word) for group in self.parameters.values() if word in group), None)
        for group in pools.get(key, []):
            if word in group:
                return _next(group, word) or f"{word}_x"
        return f"{word}_x" if key in (*pools, "called", "to", "status") else None


def _attributes() -> list[Attribute]:
    words = catalogue()
    return [*words.attributes.values(), *words.ticket_columns.values(), *words.unit_attributes.values()]


def _segments(word: str) -> list[str]:
    return next((list(entry.segments) for entry in catalogue().indicators.values() if word in entry.segments), [])


def _alike(name: str) -> list[str]:
    kinds = catalogue().unit_attributes
    return (
        list(dict.fromkeys(["kind", name, *(other.name for other in kinds.values() if other.type == "code")]))
        if name in ("kind", "segment") or kinds[name].type == "code"
        else [o.name for o in kinds.values() if o.type == kinds[name].type]
    )


def _entries(prefix: str, table: Raw, groups: dict[str, list[str]]) -> None:
    for key, value in table.items():
        if isinstance(value, dict):
            _entries(f"{prefix}.{key}", value, groups)
        else:
            groups.setdefault(f"in {prefix}", []).append(f"{prefix}.{key}")


def _next(group: Sequence[str], word: str) -> str | None:
    """The one after it, the first after the last; None for a group of one."""
    place = list(group).index(word)
    return None if len(group) < 2 else group[(place + 1) % len(group)]


def _several(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else []
