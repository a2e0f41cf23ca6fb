"""Rules that reward the worse result."""

from __future__ import annotations

from collections.abc import Iterator

from kaohe.core.bounds.directions import Base, Directions, both, rungs, slope
from kaohe.core.catalogue import catalogue
from kaohe.core.documents.model import Item
from kaohe.core.findings.events import effect, kinds_read
from kaohe.core.findings.finding import Finding, Place, said
from kaohe.core.findings.quotes import decimal
from kaohe.core.findings.subject import Subject, named
from kaohe.core.language.tree import Call, Name, walk
from kaohe.core.run.cardplan import CardPlan, Step

WORSE = {"higher": -1, "lower": 1}


def find(subject: Subject) -> Iterator[Finding]:
    """Points and money that move against the catalogue's good direction of an indicator, or with a bad event."""
    yield from _tiers(subject)
    for indicator, better in _indicators(subject):
        moving = Directions(subject.spans, subject.plans, _measured(indicator))
        for plan, step in _reversed(subject, moving, WORSE[better]):
            gap = _gap(subject, moving, plan, step.name, set())
            place, clauses = gap or _place(subject, plan, step)
            yield said("signs.gap" if gap else "incentives.worse", place, clauses, name=named(indicator))
    for kind, sense in _events(subject):
        moving = Directions(subject.spans, subject.plans, _counted(subject, kind))
        for plan, step in _reversed(subject, moving, 1 if sense == "bad" else -1):
            place, clauses = _place(subject, plan, step)
            key = "incentives.event" if sense == "bad" else "incentives.good_event"
            yield said(key, place, clauses, name=named(kind))


def _tiers(subject: Subject) -> Iterator[Finding]:
    """Tables of tiers that rise and fall."""
    trees = [step.tree for plan in subject.plans.values() for step in plan.steps.values()]
    trees += [tree for rows in subject.rows.values() for tree in rows.steps.values()]
    tables = {
        node.arguments[1].name for tree in trees for node in walk(tree)
        if isinstance(node, Call) and node.name == "tier" and isinstance(node.arguments[1], Name)
    }  # fmt: skip
    for name in sorted(tables & set(subject.scheme.parameters)):
        table = subject.scheme.constants[name]
        if slope(table) is None and not subject.ours([name]):
            steps = rungs(table)
            values = ", ".join(decimal(entry) for _, entry in steps)
            bounds = [decimal(bound) for bound, _ in steps if bound is not None]
            clauses = subject.scheme.parameters[name].clause
            yield said("incentives.tiers", ("parameter", name), clauses, low=bounds[0], high=bounds[-1], values=values)


def _indicators(subject: Subject) -> list[tuple[str, str]]:
    known = catalogue().indicators
    read = {
        item.measured if isinstance(item.measured, str) else name
        for plan in subject.plans.values()
        for name, item in (plan.card.input | plan.card.node).items()
        if item.measured
    }
    return [(name, known[name].better) for name in sorted(read) if name in known and known[name].better]


def _events(subject: Subject) -> list[tuple[str, str]]:
    known = catalogue().events
    kinds = {kind for plan in subject.plans.values() for item in (plan.card.input | plan.card.node).values()
             for kind in kinds_read(subject, item)}  # fmt: skip
    return [(kind, known[kind].sense) for kind in sorted(kinds) if kind in known and known[kind].sense]


def _measured(indicator: str) -> Base:
    def base(plan: CardPlan, name: str, item: Item) -> int | None:
        if not item.measured or (item.measured if isinstance(item.measured, str) else name) != indicator:
            return 0
        return None if item.part == "denominator" else 1

    return base


def _counted(subject: Subject, kind: str) -> Base:
    def base(plan: CardPlan, name: str, item: Item) -> int | None:
        return effect(subject, item, kind)

    return base


def _reversed(subject: Subject, moving: Directions, wrong: int) -> Iterator[tuple[CardPlan, Step]]:
    """Points and postings that move the wrong way, where no other of them below does."""
    found = [
        (plan, step)
        for plan in subject.cards()
        for step in plan.steps.values()
        if _worth(step)
        and moving.name(plan, step.name) == wrong
        and (step.role != "outcome" or _net(plan, moving) == wrong)
    ]
    names = {(plan.name, step.name) for plan, step in found}
    for plan, step in found:
        if not any(
            (plan.name, other.removesuffix(".provisional")) in names or (plan.name, other) in names
            for other in step.reads
        ):
            yield plan, step


def _net(plan: CardPlan, moving: Directions) -> int | None:
    """Which way all that a card posts moves together."""
    return both(
        [moving.name(plan, step.name) for step in plan.steps.values() if step.role == "outcome" and _worth(step)]
    )


def _worth(step: Step) -> bool:
    """Whether more of it is better for the unit: nodes with full marks, totals, money posted."""
    if step.role == "outcome":
        return step.name.startswith("?money.") and step.name.endswith(".post")
    return (
        step.role in ("node", "provisional")
        and step.item is not None
        and (step.item.full is not None or step.name == "total")
    )


def _place(subject: Subject, plan: CardPlan, step: Step) -> tuple[Place, tuple[str, ...]]:
    if step.role == "outcome":
        _, key, _ = step.name.split(".")
        return subject.written(plan.name, "money", key), plan.card.money[key].clause
    assert step.item is not None
    return subject.written(plan.name, "node", step.name.removesuffix(".provisional")), step.item.clause


def _gap(
    subject: Subject, moving: Directions, plan: CardPlan, name: str, seen: set[tuple[str, str]]
) -> tuple[Place, tuple[str, ...]] | None:
    """The gap to a target (``below``, ``above``) through which an indicator gets there, if it does so through one."""
    step = plan.steps.get(name.removesuffix("@"))
    if step is None or (plan.name, name) in seen or moving.name(plan, name) == 0:
        return None
    seen.add((plan.name, name))
    for node in walk(step.tree):
        if isinstance(node, Call) and node.name in ("below", "above") and moving.of(plan, node) != 0:
            return _place(subject, plan, step) if step.item is not None or step.role == "outcome" else None
    if step.item is not None and step.item.from_ and ":" not in step.item.from_:
        card, _, source = step.item.from_.partition(".")
        if card in subject.plans:
            return _gap(subject, moving, subject.plans[card], source, seen)
    for other in sorted(step.reads):
        found = _gap(subject, moving, plan, other, seen) if other != f"{name}@" else None
        if found:
            return found
    return None
