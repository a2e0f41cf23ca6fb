"""How the nodes of a card hang together."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from kaohe.core.language.tree import Expression
from kaohe.core.results.outline import Line
from kaohe.core.results.slopes import slope

if TYPE_CHECKING:
    from kaohe.core.run.cardplan import CardPlan


def outline(plan: CardPlan) -> list[Line]:
    """The shown nodes as a tree: what a list names hangs below it; a node read by one formula only, below that."""
    shown = [name for name in plan.card.show if name in plan.steps] + [
        name for name, item in plan.card.node.items() if not item.hidden
    ]
    parents: dict[str, list[str]] = {name: [] for name in shown}
    for name in plan.card.node:
        for child in _children(plan, name):
            parents.setdefault(child, []).append(name)
    _drop_idle(parents)
    below: dict[str, list[str]] = {}
    tops = []
    for name in shown:
        parent = _shown_parent(name, parents, set(shown), set())
        if parent is None:
            tops.append(name)
        else:
            below.setdefault(parent, []).append(name)
    if "total" in tops:
        tops = ["total", *(name for name in tops if name != "total")]
    lines: list[Line] = []
    raw = plan.scheme.raw.get(plan.name, {})
    cards = [plan.name, *([raw["like"]] if raw.get("like") else []), plan.called]

    def words(name: str) -> tuple[str, str]:
        places = (plan.scheme.text.get(card, {}).get(kind, {}) for card in cards for kind in ("node", "input"))
        entry: Mapping[str, Any] = next((place[name] for place in places if name in place), {})
        if not entry:
            from kaohe.core.catalogue import catalogue

            known = catalogue().indicators.get(name) or catalogue().items.get(name)
            return (known.zh, known.en) if known is not None else ("", "")
        return str(entry.get("zh", "")), str(entry.get("en", ""))

    def add(name: str, depth: int, share: Fraction | None, step: Fraction | None) -> None:
        lines.append(Line(name, depth, *words(name), share, step))
        for child in below.get(name, []):
            inner, rise = share_of(plan, name, child), _step(plan, name, child) if step is not None else None
            add(child, depth + 1, _product(share, inner), _product(step, rise))

    for top in tops:
        whole = Fraction(1) if top == "total" else None
        add(top, 0, whole, whole)
    return lines


def share_of(plan: CardPlan, parent: str, child: str) -> Fraction | None:
    """How far one point of the child's rate moves its parent's, by the weights or full marks of the list."""
    from kaohe.core.run.fulls import fixed, static_full

    item = plan.card.node.get(parent)
    if item is None:
        return None
    weights = item.weighted if item.weighted is not None else item.mean
    if weights is not None:
        pairs = dict.fromkeys(weights, "1") if isinstance(weights, tuple) else weights
        if child not in pairs:
            return None
        total = sum((fixed(plan.scheme, weight, "a weight") for weight in pairs.values()), Fraction(0))
        return fixed(plan.scheme, pairs[child], "a weight") / total
    if item.sum is not None and child in item.sum:
        whole, part = static_full(plan, parent), static_full(plan, child)
        return part / whole if whole and part is not None else None
    return None


def _product(first: Fraction | None, second: Fraction | None) -> Fraction | None:
    return None if first is None or second is None else first * second


def _step(plan: CardPlan, parent: str, child: str) -> Fraction | None:
    """What one more of ``child`` adds to ``parent``; None where its own formula does not say so in fixed numbers."""
    from kaohe.core.run.fulls import static_full

    item = plan.card.node.get(parent)
    if item is None:
        return None
    summed = item.sum is not None and child in item.sum
    listed = Fraction(1) if summed else share_of(plan, parent, child)
    if item.value is None:
        return listed
    child = "sum" if summed else "mean" if listed is not None else child

    def constant(name: str) -> Fraction | None:
        if name.endswith(".full"):
            return static_full(plan, name.removesuffix(".full"))
        found = plan.scheme.constants.get(name)
        return Fraction(str(found)) if isinstance(found, (int, Decimal, Fraction)) else None

    def hidden(name: str) -> Expression | None:
        other = plan.card.node.get(name)
        return plan.scheme.tree(other.value) if other is not None and other.hidden and other.value else None

    rise = slope(plan.scheme.tree(item.value), child, constant, hidden) or None
    return rise if listed is None else _product(listed, rise)


def _drop_idle(parents: dict[str, list[str]]) -> None:
    """Of several ways up, those that end short of the total do not count (a reading may leave a node unread)."""
    leading, waiting = {"total"}, ["total"]
    while waiting:
        name = waiting.pop()
        found = [child for child, above in parents.items() if name in above and child not in leading]
        leading.update(found)
        waiting += found
    for child in leading:
        parents[child] = [name for name in parents.get(child, []) if name in leading]


def _children(plan: CardPlan, name: str) -> list[str]:
    item = plan.card.node[name]
    for listed in (item.sum, item.weighted, item.mean):
        if listed is not None:
            return list(listed)
    step = plan.steps.get(f"{name}.provisional") or plan.steps[name]
    return [other.removesuffix(".provisional") for other in sorted(step.reads) if other in plan.card.node]


def _shown_parent(name: str, parents: dict[str, list[str]], shown: set[str], seen: set[str]) -> str | None:
    """The one shown node above; none where there are several ways up."""
    above = [parent for parent in parents.get(name, []) if parent not in seen and parent != name]
    if len(above) != 1:
        return None
    return above[0] if above[0] in shown else _shown_parent(above[0], parents, shown, seen | {name})
