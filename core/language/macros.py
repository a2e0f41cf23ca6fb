"""Macros: common forms that expand to formulas before planning."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass

from kaohe.core.errors import KaoheError
from kaohe.core.language.parse import parse, plain
from kaohe.core.language.tree import Call, Expression, Name, children, rebuilt

BUILT_IN = {
    "given(x, other)": "cases(known(x), x, other)",
    "percent_of(p, x)": "p * x / 100",
    "in_percent(a, b)": "100 * ratio(a, b)",
    "fen(x)": "half_up(x, 0.01)",
    "within(end, start, limit)": "in_time(end, after(start, limit))",
    "taken(wanted, pot)": "min(wanted, max(0, pot))",
    "ratio_to_mean(x, mean, most)": "min(most, in_percent(x, mean))",
}


@dataclass(frozen=True)
class Macro:
    """A named form: ``name(parameters)`` stands for ``body``."""

    name: str
    parameters: tuple[str, ...]
    body: Expression

    @classmethod
    def read(cls, head: str, body: str) -> Macro:
        """A macro from its written form.

        >>> Macro.read("steps(gap)", "down(gap, 1)").parameters
        ('gap',)
        """
        try:
            tree = ast.parse(head, mode="eval").body
        except (SyntaxError, ValueError):
            raise KaoheError(f"not the head of a macro: {head!r}", 'write it as "name(a, b)"') from None
        match tree:
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]):
                names = tuple(plain(argument.id) for argument in arguments if isinstance(argument, ast.Name))
                if len(names) == len(arguments) and len(set(names)) == len(names):
                    return cls(name, names, parse(body))
        raise KaoheError(f"not the head of a macro: {head!r}", 'write it as "name(a, b)"')


def macros(own: Mapping[str, str]) -> dict[str, Macro]:
    """The built-in macros and a document's own, by name."""
    read = [Macro.read(head, body) for head, body in {**BUILT_IN, **own}.items()]
    return {macro.name: macro for macro in read}


def expand(tree: Expression, known: Mapping[str, Macro], inside: tuple[str, ...] = ()) -> Expression:
    """The tree with every macro call replaced by its body; a macro may not call itself."""
    parts = tuple(expand(part, known, inside) for part in children(tree))
    if not isinstance(tree, Call) or tree.name not in known:
        return rebuilt(tree, parts)
    macro = known[tree.name]
    if tree.name in inside:
        raise KaoheError(f"the macro {tree.name} calls itself", " -> ".join((*inside, tree.name)))
    if len(parts) != len(macro.parameters):
        raise KaoheError(f"{tree.name} takes {len(macro.parameters)} arguments, {len(parts)} given")
    body = expand(macro.body, known, (*inside, tree.name))
    return _filled(body, dict(zip(macro.parameters, parts, strict=True)))


def _filled(tree: Expression, values: Mapping[str, Expression]) -> Expression:
    if isinstance(tree, Name):
        head, _, rest = tree.name.partition(".")
        value = values.get(head, tree)
        if rest and isinstance(value, Name) and value is not tree:
            return Name(f"{value.name}.{rest}")
        return value if not rest else tree
    return rebuilt(tree, tuple(_filled(part, values) for part in children(tree)))
