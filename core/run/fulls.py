"""Full marks, weights and other numbers that stand before any data."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.documents.model import Item
from kaohe.core.documents.scheme import Scheme
from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.core.language.tree import (
    Expression,
    Name,
    Number,
)  # fmt: skip
from kaohe.core.program.exact import evaluate
from kaohe.core.run.cardplan import CardPlan


def varies(scheme: Scheme, item: Item) -> bool:
    """Whether a reference brings along full marks that differ by cell: those of a list, of its assessed children."""
    if not item.from_ or ":" in item.from_ or item.who != "self" or item.how not in (None, "mean", "last"):
        return False
    if item.when not in ("same", "parts") or (item.how is None and item.when == "parts"):
        return False
    card, _, source = item.from_.partition(".")
    node = scheme.cards[card].node.get(source) if card in scheme.cards else None
    return node is not None and node.sum is not None and node.full is None


def full_of(plan: CardPlan, child: str) -> Expression:
    """The full marks of a child of a list, as an expression. Raises KaoheError for an unknown child."""
    item = plan.card.node.get(child) or plan.card.input.get(child)
    if item is None:
        raise KaoheError(f"unknown child {child!r}", did_you_mean(child, plan.card.node))
    if item.full is not None:
        return plan.scheme.tree(item.full)
    if item.sum is not None or varies(plan.scheme, item):
        return Name(f"{child}.full")
    full = static_full(plan, child)
    return Number(full if full is not None else Fraction(0))


def static_full(plan: CardPlan, name: str, path: tuple[str, ...] = ()) -> Fraction | None:
    """The full marks of a name as far as they are known before any data; lists add up their children.

    ``path``: the names that led here. Raises KaoheError where it comes back to one of them.
    """
    place = f"{plan.name}.{name}"
    if place in path:
        raise _circle(plan.scheme.id, path[path.index(place) :])
    path = (*path, place)
    item = plan.card.node.get(name) or plan.card.input.get(name)
    if item is None:
        return None
    if item.full is not None:
        return fixed(plan.scheme, item.full, f"the full marks of {name}")
    if item.sum is not None:
        return sum((static_full(plan, child, path) or Fraction(0) for child in item.sum), Fraction(0))
    if item.from_ and ":" not in item.from_ and item.how in (None, "mean", "last"):
        card, _, source = item.from_.partition(".")
        if card in plan.scheme.cards and (item.who == "self" and item.when in ("same", "parts")):
            if item.how is None and item.when == "parts":
                return None
            return static_full(CardPlan(plan.scheme, card, plan.scheme.cards[card]), source, path)
    weights = item.weighted if item.weighted is not None else item.mean
    if weights is not None and item.value is None:
        pairs = dict.fromkeys(weights, "1") if isinstance(weights, tuple) else weights
        total, held = Fraction(0), Fraction(0)
        for child, weight in pairs.items():
            w = fixed(plan.scheme, weight, f"the weight of {child}")
            full = static_full(plan, child, path)
            total, held = total + w * (Fraction(100) if full is None else full), held + w
        return total / held if held else None
    return Fraction(100) if item.rated else None


def _circle(scheme: str, path: tuple[str, ...]) -> KaoheError:
    """The same error wherever the circle was entered."""
    start = path.index(min(path))
    card, _, node = path[start].partition(".")
    circle = " -> ".join((*path[start:], *path[: start + 1]))
    said = f"values of one period read each other in a circle: {circle}"
    return KaoheError(said, "let one of them read data", scheme=scheme, card=card, node=node)


def fixed(scheme: Scheme, formula: str, what: str) -> Fraction:
    """A formula of parameters only, as a number."""
    from kaohe.core.operations import operations

    def name(key: str) -> object:
        if key not in scheme.constants:
            raise KaoheError(f"{what} must be a number or a parameter; {key} is data")
        return scheme.constants[key]

    value = evaluate(scheme.tree(formula), name, operations())  # type: ignore[arg-type]
    if not isinstance(value, Fraction):
        raise KaoheError(f"{what} must be a number")
    return value
