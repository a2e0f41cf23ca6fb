"""What checks ask of inputs that a scheme can do without."""

from __future__ import annotations

from collections.abc import Iterator

from kaohe.core.documents.model import Card
from kaohe.core.documents.scheme import Scheme
from kaohe.core.language.tree import Call, Expression, Name, Not, children, names


def may_be_absent(scheme: Scheme, card: Card, name: str) -> bool:
    """Whether a check of the card holds where the input is not known, and none asks that it be known."""
    asked = [found for check in card.check.values() for found in _known(scheme.tree(check.holds), True)]
    wanted = [one for one, positive in asked if positive]
    return (name, False) in asked and not any(name in _below(scheme, card, one) for one in wanted)


def _known(tree: Expression, positive: bool) -> Iterator[tuple[str, bool]]:
    """The names of which a formula asks whether they are known, and whether it asks for yes."""
    match tree:
        case Call("known", (Name(name),)):
            yield name, positive
        case Not(part):
            yield from _known(part, not positive)
        case _:
            for part in children(tree):
                yield from _known(part, positive)


def _below(scheme: Scheme, card: Card, name: str) -> set[str]:
    """A name of a card and all that its formula reads there."""
    found, waiting = set[str](), [name]
    while waiting:
        one = waiting.pop()
        item = card.node.get(one) or card.input.get(one)
        if item is not None and one not in found and item.value is not None:
            waiting += names(scheme.tree(item.value))
        found.add(one)
    return found
