"""What the names of a scheme are called in words: nodes, inputs, parameters, columns, units."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from kaohe.core.catalogue import catalogue
from kaohe.core.documents.given import flat
from kaohe.core.documents.scheme import Scheme
from kaohe.core.explain.phrases import Language, fill, phrase, say
from kaohe.core.results.numbers import plain, rounded

EXACT_PLACES = 6
OPEN = "?"
"""What stands in a sentence for a parameter that is still to be set."""
KINDS = ("node", "input", "grades", "money", "flag", "duty", "check")


class Names:
    """The words for the names of one scheme, in one language, as one card (or rows table) reads them."""

    def __init__(self, scheme: Scheme, language: Language, card: str | None = None, rows: str | None = None) -> None:
        self.scheme, self.language, self.card, self.rows = scheme, language, card, rows

    def __call__(self, name: str) -> str:
        """The words for a name; the name itself where there are none."""
        head, _, rest = name.partition(".")
        constants = self.scheme.constants
        if self._open(name):
            return self.title(name) or name
        if name in constants and not isinstance(constants[name], dict):
            return (constants[name] is None and self.title(name)) or amount(constants[name], self.language)
        if name == "full":
            return phrase("word", "full", self.language)
        if name in ("sum", "mean", "as_of"):
            return phrase("word", name, self.language)
        if head == "period":
            return phrase("word", f"period_{rest}", self.language)
        if head == "unit":
            return self._word(catalogue().tables["units"].columns.get(rest)) or rest
        if rest == "full":
            return say("word", "full_of", self.language, name=self(head))
        if rest == "age":
            return say("word", "age", self.language, name=self(head))
        if rest and head in self.scheme.parameters:
            return f"{self.title(head) or head} [{rest}]"
        return self.title(name) or self._known(name) or name

    def title(self, name: str) -> str:
        """What the scheme's own words call a name; empty if they do not."""
        text = self.scheme.text
        places: list[Any] = []
        if self.card is not None:
            for card in self.cards():
                places += [card.get(kind, {}).get(name) for kind in KINDS]
        if self.rows is not None:
            rows = text.get("rows", {}).get(self.rows, {})
            places += [rows.get(kind, {}).get(name) for kind in ("let", "over", "line", "flag")]
        places.append(text.get("parameter", {}).get(name))
        for place in places:
            if isinstance(place, Mapping) and place.get(self.language):
                return self.filled(str(place[self.language]))
        return ""

    def rule(self, name: str) -> str:
        """The rule sentence of a node or input, slots filled; empty if the words have none."""
        key = f"rule_{self.language}"
        entries = (card.get(kind, {}).get(name, {}) for card in self.cards() for kind in ("node", "input"))
        return next((self.filled(str(entry[key])) for entry in entries if key in entry), "")

    def filled(self, text: str) -> str:
        """A sentence of the scheme's words with its slots filled: parameters by value, others by what they are called."""
        slots = [piece.partition("}")[0] for piece in text.split("{")[1:]]
        return fill(text, {slot: OPEN if self._open(slot) else self(slot) for slot in slots})

    def _open(self, name: str) -> bool:
        """Whether a name is a required parameter that has no value yet."""
        parameter = self.scheme.parameters.get(name)
        return parameter is not None and parameter.required and parameter.value is None

    def cards(self) -> Iterator[Mapping[str, Any]]:
        """The words of the card, then of those that it is like, then of the one by whose name it is called."""
        name = self.card or ""
        while name:
            yield self.scheme.text.get(name, {})
            raw = self.scheme.raw.get(name, {})
            name = raw.get("like", "") if isinstance(raw, Mapping) else ""
        card = self.scheme.cards.get(self.card or "")
        yield self.scheme.text.get((card and card.called) or "", {})

    def _known(self, name: str) -> str:
        known = catalogue()
        if self.rows is not None:
            for table in (known.tables["events"].columns, known.tables["tickets"].columns):
                if name in table:
                    return self._word(table[name])
        for words in (known.indicators, known.items, known.events, known.ticket_kinds, known.unit_kinds):
            if name in words:
                return self._word(words[name])
        return ""

    def _word(self, word: Any) -> str:
        if word is None:
            return ""
        return str(word.zh or word.name) if self.language == "zh" else str(word.en or word.name.replace("_", " "))

    def rows_title(self, name: str) -> str:
        """What the cases of a rows table, or of a kind of event or ticket, are called."""
        own = self.scheme.text.get("rows", {}).get(name, {}).get(self.language)
        return str(own) if own else self._known(name) or name

    def scheme_title(self) -> str:
        """The scheme's title."""
        return str(self.scheme.text.get("scheme", {}).get(self.language, self.scheme.id))

    def code(self, value: str) -> str:
        """A code in words, where the catalogue knows it."""
        known = catalogue()
        for words in (known.level_words, known.events, known.ticket_kinds, known.unit_kinds):
            if value in words:
                return self._word(words[value])
        return value


def amount(value: object, language: Language) -> str:
    """A fixed value in words: numbers plain, truths yes and no, none as nothing, tables by entry.

    >>> amount(Fraction(3, 2), "en"), amount(None, "zh")
    ('1.5', '无')
    """
    match value:
        case None:
            return phrase("word", "nothing", language)
        case bool():
            return phrase("word", "true" if value else "false", language)
        case Fraction():
            return number(value)
        case tuple():
            return ";".join(value) or phrase("word", "nothing", language)
        case dict():
            return "; ".join(f"{key}: {amount(entry, language)}" for key, entry in flat(value).items())
    return str(value)


def number(value: Fraction) -> str:
    """A number for reading: its plain decimal where that is short, else rounded, with the sign that it is.

    >>> number(Fraction(995, 10)), number(Fraction(295, 3))
    ('99.5', '≈98.3333')
    """
    text, exact = plain(value)
    if exact is None and len(text.partition(".")[2]) <= EXACT_PLACES:
        return text
    return f"≈{rounded(value, 4)}"
