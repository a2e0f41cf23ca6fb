"""A formula in words: the document's own text, macros kept as the sentences that they have."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from kaohe.core.explain.names import Names, number
from kaohe.core.explain.phrases import fill, has, phrase, say
from kaohe.core.language import parse
from kaohe.core.language.macros import Macro
from kaohe.core.language.tree import (
    Arithmetic,
    Call,
    Compare,
    Expression,
    Logic,
    Member,
    Name,
    Not,
    Nothing,
    Number,
    Text,
    Truth,
)  # fmt: skip

SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}


class Words:
    """Formulas of one scheme in words of one language."""

    def __init__(self, names: Names) -> None:
        self.names, self.language = names, names.language
        self.macros: dict[str, Macro] = names.scheme.macros

    def formula(self, text: str) -> str:
        """A formula, as the document writes it, in words."""
        return self.tree(parse(text))

    def tree(self, tree: Expression) -> str:
        """A formula tree in words."""
        match tree:
            case Number(value):
                return number(value)
            case Text(text):
                return self.names.code(text)
            case Truth(yes):
                return phrase("word", "true" if yes else "false", self.language)
            case Nothing():
                return phrase("word", "nothing", self.language)
            case Name(name):
                return self.names(name)
            case Arithmetic(sign, left, right):
                return arithmetic(sign, left, right, self.tree)
            case Compare(sign, left, right):
                return say("compare", sign, self.language, a=self.tree(left), b=self.tree(right))
            case Member(item, options):
                listed = phrase("word", "or", self.language).join(self.tree(option) for option in options)
                return say("compare", "in", self.language, a=self.tree(item), b=listed)
            case Logic(sign, parts):
                return phrase("word", sign, self.language).join(self._part(part, sign) for part in parts)
            case Not(part):
                return say("compare", "not", self.language, a=self.tree(part))
            case Call(name, arguments):
                return self._call(name, arguments)

    def _part(self, part: Expression, sign: str) -> str:
        text = self.tree(part)
        return f"({text})" if isinstance(part, Logic) and part.sign != sign else text

    def _call(self, name: str, arguments: tuple[Expression, ...]) -> str:
        texts = [self.tree(argument) for argument in arguments]
        macro = self.macros.get(name)
        if macro is not None:
            slots = dict(zip(macro.parameters, texts, strict=False))
            own = self.names.scheme.text.get("macro", {}).get(name, {}).get(self.language)
            if own:
                return fill(str(own), slots | self._constants())
            if has("macro", name):
                return fill(phrase("macro", name, self.language), slots)
        if name == "cases":
            return self._cases(texts)
        if name == "lookup" and len(texts) == 3:
            return fill(phrase("operation", "lookup_else", self.language), _numbered(texts))
        key = name if has("operation", name) else "_other"
        listed = phrase("word", "comma", self.language).join(texts)
        return fill(phrase("operation", key, self.language), _numbered(texts) | {"all": listed, "name": name})

    def _cases(self, texts: list[str]) -> str:
        arms = [
            say("cases", "arm", self.language, **{"if": condition, "then": value})
            for condition, value in zip(texts[:-1:2], texts[1::2], strict=False)
        ]
        rest = say("cases", "rest", self.language, **{"else": texts[-1]})
        return phrase("cases", "join", self.language).join([*arms, rest])

    def _constants(self) -> dict[str, str]:
        from kaohe.core.explain.names import amount

        constants = self.names.scheme.constants
        return {name: amount(value, self.language) for name, value in constants.items() if not isinstance(value, dict)}


def _numbered(texts: list[str]) -> dict[str, str]:
    return {str(place): text for place, text in enumerate(texts)}


def arithmetic(sign: str, left: Expression, right: Expression, write: Callable[[Expression], str]) -> str:
    """Two formulas with a sign between them; brackets where they are needed.

    >>> arithmetic("-", Number(Fraction(1)), Arithmetic("+", Name("a"), Name("b")), lambda tree: "x + y" if isinstance(tree, Arithmetic) else "1")
    '1 − (x + y)'
    """
    if sign == "-" and left == Number(Fraction(0)):
        return "−" + _bracketed(right, 2, False, write)
    strength = STRENGTH[sign]
    tight = sign in ("-", "/")
    after = _bracketed(right, strength, tight, write)
    after = f"({after})" if after.startswith(("-", "−")) else after
    return f"{_bracketed(left, strength, False, write)} {SIGNS[sign]} {after}"


def _bracketed(tree: Expression, strength: int, tight: bool, write: Callable[[Expression], str]) -> str:
    text = write(tree)
    if isinstance(tree, Arithmetic):
        inner = STRENGTH[tree.sign]
        if inner < strength or (tight and inner == strength):
            return f"({text})"
    if isinstance(tree, Call) and tree.name == "cases":
        return f"({text})"
    return text
