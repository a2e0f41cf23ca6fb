"""The order of scoring: which steps of which card find what they read."""

from __future__ import annotations

from collections.abc import Callable

from kaohe.core.errors import KaoheError, Problem
from kaohe.core.run.cardplan import Step
from kaohe.core.run.cardrun import CardRun
from kaohe.core.run.reference import Reference

EARLIER = ("previous", "so_far", "year_before")
Node = tuple[int, str]


class Order:
    """The steps of several cards that wait to be computed, and what each waits for."""

    def __init__(self, cards: list[CardRun], reference: Callable[[CardRun, Step], Reference | None]) -> None:
        self.cards, self.reference = cards, reference
        self.waiting = {(place, name) for place, card in enumerate(cards) for name in card.plan.steps}
        self.needs = {node: self._needs(node) for node in self.waiting}

    def linked(self) -> set[tuple[tuple[str, str], str]]:
        """The steps that other cells read, by the key of their card."""
        return {
            (self.cards[place].plan.key, name)
            for found in self.needs.values()
            for (place, name), how in found
            if how != "here"
        }

    def done(self, place: int, names: list[str]) -> None:
        """These steps of a card wait no longer."""
        self.waiting -= {(place, name) for name in names}

    def stage(self) -> tuple[int, list[str]] | None:
        """The largest set of steps of one card that can be computed now."""
        best: tuple[int, list[str]] | None = None
        for place, card in enumerate(self.cards):
            ready = self._ready(place, card)
            if ready and (best is None or len(ready) > len(best[1])):
                best = (place, ready)
        return best

    def loop(self) -> tuple[int, list[str]]:
        """Steps of one card that read their own earlier periods. Raises KaoheError naming a cycle inside one period."""
        for place, card in enumerate(self.cards):
            mine = frozenset(node for node in self.waiting if node[0] == place)
            names = self._ready(place, card, mine) if mine else []
            kept = {(place, name) for name in names}
            while names:
                closed = [
                    name
                    for name in names
                    if all(need not in self.waiting or need in kept for need, _ in self.needs[(place, name)])
                ]
                if len(closed) == len(names):
                    return place, names
                names, kept = closed, {(place, name) for name in closed}
        raise KaoheError(self._cycle())

    def _needs(self, node: Node) -> list[tuple[Node, str]]:
        """What a step waits for, each with how: ``here`` (same cell), ``there`` (other cells), ``earlier`` periods."""
        place, name = node
        card = self.cards[place]
        step = card.plan.steps[name]
        needed: list[tuple[Node, str]] = [((place, other), "here") for other in step.reads if other in card.plan.steps]
        if step.base and step.item is not None and step.item.from_:
            reference = self.reference(card, step)
            if reference is not None:
                kind = "earlier" if step.item.when in EARLIER else "there"
                needed.append(((self.cards.index(reference.source), reference.name), kind))
        return needed

    def _ready(self, place: int, card: CardRun, loop: frozenset[Node] = frozenset()) -> list[str]:
        ready: list[str] = []
        chosen: set[Node] = set()
        grew = True
        while grew:
            grew = False
            for name in card.plan.steps:
                node = (place, name)
                if node not in self.waiting or node in chosen or (loop and node not in loop):
                    continue
                if all(self._met(need, how, chosen, loop) for need, how in self.needs[node]):
                    chosen.add(node)
                    ready.append(name)
                    grew = True
        return ready

    def _met(self, need: Node, how: str, chosen: set[Node], loop: frozenset[Node]) -> bool:
        if need not in self.waiting:
            return True
        if how == "here":
            return need in chosen
        return how == "earlier" and need in loop

    def _cycle(self) -> Problem:
        node = min(self.waiting)
        path: list[Node] = []
        while node not in path:
            path.append(node)
            node = next(need for need, how in self.needs[node] if need in self.waiting)
        loop = [*path[path.index(node) :], node]
        several = len({self.cards[place].plan.scheme.label for place, _ in loop}) > 1
        names = " -> ".join(
            (f"{self.cards[place].plan.scheme.label}:" if several else "") + f"{self.cards[place].plan.name}.{name}"
            for place, name in loop
        )
        return Problem(
            f"values of one period read each other in a circle: {names}",
            scheme=self.cards[node[0]].plan.scheme.id,
            card=self.cards[node[0]].plan.name,
            node=node[1],
        )
