"""A card as formulas: every input, node and grade becomes one expression over gathered columns."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from kaohe.core.catalogue import catalogue
from kaohe.core.documents.model import Item
from kaohe.core.documents.scheme import Scheme
from kaohe.core.errors import KaoheError, Problem, did_you_mean
from kaohe.core.language.tree import (
    Call,
    Expression,
    Logic,
    Name,
    names,
)  # fmt: skip
from kaohe.core.run.cardplan import ZERO, CardPlan, Step
from kaohe.core.run.excluded import exclude
from kaohe.core.run.fulls import full_of, static_full, varies
from kaohe.core.run.gradelines import grade_tree
from kaohe.core.run.outcometrees import formulas_text, outcome_trees
from kaohe.core.run.settings import Settings
from kaohe.core.run.sourcetrees import filled, list_tree, one_source, scaled_mark, source_tree
from kaohe.core.run.unknown import unknown


def plan_card(scheme: Scheme, name: str, settings: Settings) -> CardPlan:
    """The card's steps. Raises KaoheError for unknown names, weights that do not make 100 %, two sources."""
    plan = CardPlan(scheme, name, scheme.cards[name])
    card = plan.card
    problems: list[Problem] = [
        Problem(
            f"unknown unit kind {kind!r}",
            did_you_mean(kind, catalogue().unit_kinds),
            scheme=scheme.id,
            key=(name, "unit"),
        )
        for kind in card.unit
        if kind not in catalogue().unit_kinds
    ]
    for role, items in (("input", card.input), ("node", card.node)):
        for key, item in items.items():
            with at_node(problems, scheme.id, name, key):
                _add(plan, key, item, role)
    for key, grades in card.grades.items():
        with at_node(problems, scheme.id, name, key):
            tree = grade_tree(scheme, grades)
            plan.steps[key] = Step(key, tree, None, "grade", "grade")
    if settings.empty_survey == "exclude":
        exclude(plan)
    for place, text in formulas_text(plan).items():
        with at_node(problems, scheme.id, name, f"?{place}"):
            scheme.tree(text)
    if problems:
        raise KaoheError(problems)
    for place, tree in outcome_trees(plan).items():
        plan.steps[place] = Step(place, tree, None, "outcome")
    for key in list(plan.steps):
        full = plan.steps[key].item
        with at_node(problems, scheme.id, name, key):
            plan.fulls[key] = static_full(plan, key) if full is not None else None
    problems += _unknown(plan)
    if problems:
        raise KaoheError(problems)
    return plan


@contextmanager
def at_node(problems: list[Problem], scheme: str, card: str, node: str) -> Iterator[None]:
    """Keeps the problems raised inside, with the node that they are about."""
    try:
        yield
    except KaoheError as error:
        about = {"scheme": scheme, "card": card, "node": node}
        said = {str(problem) for problem in problems}
        found = [Problem(p.what, p.hint, **(about | p.where)) for p in error.problems]
        problems += [problem for problem in found if str(problem) not in said]


def _add(plan: CardPlan, key: str, item: Item, role: str) -> None:
    scheme = plan.scheme
    one_source(key, item, role)
    tree, base = source_tree(scheme, key, item)
    lists = list_tree(plan, key, item)
    if lists is not None:
        tree = lists if tree is None else filled(tree, {"sum": lists, "mean": lists})
    if tree is None:
        raise KaoheError(f"{key} has no source", "give it measured, rated, rows, from, value, sum, weighted or mean")
    if item.full is not None:
        tree = filled(tree, {"full": scheme.tree(item.full)})
    elif item.sum is not None:
        tree = filled(tree, {"full": Name(f"{key}.full")})
        pairs: list[Expression] = []
        for child in item.sum:
            pairs += [full_of(plan, child), Name(child)]
        plan.steps[f"{key}.full"] = Step(f"{key}.full", Call("_full", tuple(pairs)), None, "full", "points")
    elif varies(scheme, item):
        copied = item.model_copy(update={"from_": f"{item.from_}.full", "hidden": True})
        plan.steps[f"{key}.full"] = Step(f"{key}.full", Name(f"{key}.full@"), copied, "full", "points", True)
    if item.rated:
        tree = scaled_mark(scheme, tree, item)
    if (item.full is not None or item.sum is not None) and item.floor != "none":
        tree = Call("max", (ZERO, tree))
    if item.cap is not None:
        cap = scheme.tree(item.full) if item.cap == "full" and item.full is not None else scheme.tree(item.cap)
        tree = Call("min", (cap, tree))
    if item.zero_if:
        plan.steps[f"{key}.provisional"] = Step(f"{key}.provisional", tree, item, "provisional", item.is_, base)
        conditions = tuple(scheme.tree(condition) for condition in item.zero_if)
        gate = conditions[0] if len(conditions) == 1 else Logic("or", conditions)
        tree, base = Call("cases", (gate, ZERO, Name(f"{key}.provisional"))), False
    plan.steps[key] = Step(key, tree, item, role, item.is_, base)


def known_names(plan: CardPlan) -> set[str]:
    """Every name a formula of the card may read."""
    own = set(plan.steps)
    extra = {"period.number", "period.of"}
    extra |= {f"{name}.full" for name in plan.steps} | {f"{name}.age" for name in plan.steps}
    extra |= {f"{name}@" for name in plan.steps} | {f"{name}@~" for name in plan.steps}
    return own | extra | set(plan.scheme.constants)


def _unknown(plan: CardPlan) -> list[Problem]:
    known = known_names(plan)
    near = ["full", "sum", "mean", *(name for name in known if "@" not in name)]
    trees = {place: step.tree for place, step in plan.steps.items()}
    attributes = {name for tree in trees.values() for name in names(tree) if name.startswith("unit.")}
    return [
        Problem(what, hint, scheme=plan.scheme.id, card=plan.name, node=place)
        for place, what, hint in unknown(plan.scheme, trees, known | attributes, near)
    ]
