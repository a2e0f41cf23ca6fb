"""The shared vocabulary as tables to read: every name that data, results and documents may use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from kaohe.core.catalogue import Account, Attribute, EventKind, Indicator, Item, Word, catalogue
from kaohe.core.explain.phrases import Language, phrase, say

Heads = tuple[str, ...]
"""Keys of the phrases that head the columns."""


@dataclass(frozen=True)
class Listing:
    """One part of the vocabulary: its title, the heads of its columns, and a row per name, all as text."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def vocabulary(language: Language = "en") -> list[Listing]:
    """The catalogue part by part, in the order of its files."""
    known = catalogue()
    words = _Words(language)
    return [
        words.listing("indicators", known.indicators, ("form", "unit", "over", "segments"), words.indicator),
        words.listing("events", known.events, ("attributes",), words.event),
        words.listing("attributes", known.attributes, ("values", "empty"), words.attribute),
        words.listing("levels", known.level_words),
        words.listing("tickets", known.ticket_kinds),
        words.listing("ticket_columns", known.ticket_columns, ("values", "empty"), words.attribute),
        words.listing("units", known.unit_kinds),
        words.listing("unit_attributes", known.unit_attributes, ("values", "empty"), words.attribute),
        words.listing("items", known.items, ("full",), words.item),
        words.listing("accounts", known.accounts, ("sign",), words.account),
        words.listing("counters", known.counters),
        words.listing("flags", known.flags),
        words.listing("duties", known.duties),
    ]


class _Words:
    """Entries of the catalogue as cells, in one language."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def listing(
        self, part: str, words: Mapping[str, Word], heads: Heads = (), more: Callable[..., Iterable[str]] | None = None
    ) -> Listing:
        said = (self.said("vocabulary", head) for head in ("id", "name", *heads, "also"))
        rows = (
            (word.name, self.name(word), *(more(word) if more is not None else ()), ", ".join(word.also))
            for word in words.values()
        )
        return Listing(self.said("vocabulary", part), tuple(said), tuple(rows))

    def said(self, group: str, key: str) -> str:
        return phrase(group, key, self.language)

    def name(self, word: Word) -> str:
        return word.zh if self.language == "zh" else word.en

    def indicator(self, one: Indicator) -> tuple[str, ...]:
        unit = self.said("unit", "percent" if one.percent else one.quantity)
        segments = self.said("vocabulary", "any") if one.segments == ("*",) else " | ".join(one.segments)
        return self.said("form", one.form), unit, self.said("adds", one.adds), segments

    def event(self, one: EventKind) -> tuple[str]:
        return (", ".join(one.attributes),)

    def attribute(self, one: Attribute) -> tuple[str, str]:
        codes = " | ".join(one.codes)
        if one.type == "code":
            return codes, self.default(one)
        return say("type", one.type, self.language, codes=codes), self.default(one)

    def default(self, one: Attribute) -> str:
        """What stands for an empty cell; empty if that is nothing."""
        if one.inherits:
            return self.said("type", "inherits")
        if one.like:
            return say("type", "like", self.language, column=one.like)
        if one.default is None or one.default == ():
            return ""
        return str(one.default).lower() if isinstance(one.default, bool) else str(one.default)

    def item(self, one: Item) -> tuple[str]:
        return ("" if one.full is None else str(one.full),)

    def account(self, one: Account) -> tuple[str]:
        return (one.sign,)
