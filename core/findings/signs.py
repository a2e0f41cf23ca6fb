"""Conditions that no data can flip."""

from __future__ import annotations

from collections.abc import Iterator

from kaohe.core.bounds.boundaries import Boundary, boundaries, text
from kaohe.core.bounds.spans import Span
from kaohe.core.findings.finding import Finding, Place, said
from kaohe.core.findings.subject import Subject
from kaohe.core.language.tree import Call, Compare
from kaohe.core.run.cardplan import CardPlan

NEVER, ALWAYS = ("成立", "hold"), ("不成立", "fail")
NOTHING = ("大于 0", "come to more than 0")


def find(subject: Subject) -> Iterator[Finding]:
    """Comparisons and gaps of the document as it stands whose two sides never pass each other."""
    if subject.scheme.readings != subject.scheme.default_readings:
        return
    for plan in subject.cards():
        for boundary in boundaries(plan):
            step = plan.steps.get(boundary.step)
            if step is not None and step.role == "grade":
                continue
            left, right = subject.spans.of(plan, boundary.left), subject.spans.of(plan, boundary.right)
            outcome = _outcome(boundary, left, right)
            if outcome is not None:
                place, clauses = _place(subject, plan, boundary.step)
                condition = text(boundary.decision)
                yield said("signs.never", place, clauses, condition=condition, side_zh=outcome[0], side_en=outcome[1])


def _outcome(boundary: Boundary, left: Span, right: Span) -> tuple[str, str] | None:
    """What never happens; None if either may. A floor under what is never negative is only caution."""
    match boundary.decision:
        case Compare("<" | ">=" as sign, _, _):
            if _at_least(left, right):
                return NEVER if sign == "<" else ALWAYS
            return (ALWAYS if sign == "<" else NEVER) if _under(left, right) else None
        case Compare(">" | "<=" as sign, _, _):
            if _at_least(right, left):
                return NEVER if sign == ">" else ALWAYS
            return (ALWAYS if sign == ">" else NEVER) if _under(right, left) else None
        case Compare("==" | "!=" as sign, _, _) if _under(left, right) or _under(right, left):
            return NEVER if sign == "==" else ALWAYS
        case Call("below", _) if _at_least(left, right):
            return NOTHING
        case Call("above", _) if _at_least(right, left):
            return NOTHING
    return None


def _at_least(upper: Span, lower: Span) -> bool:
    return upper[0] is not None and lower[1] is not None and upper[0] >= lower[1]


def _under(lower: Span, upper: Span) -> bool:
    return lower[1] is not None and upper[0] is not None and lower[1] < upper[0]


def _place(subject: Subject, plan: CardPlan, step: str) -> tuple[Place, tuple[str, ...]]:
    head, _, rest = step.partition(".")
    if head in ("money", "flag", "duty", "check") and rest:
        key = rest.partition(".")[0]
        return subject.written(plan.name, head, key), getattr(plan.card, head)[key].clause
    name = step.removesuffix(".provisional").removesuffix(".full")
    for part in ("node", "input", "grades"):
        found = getattr(plan.card, part)
        if name in found:
            return subject.written(plan.name, part, name), found[name].clause
    return (plan.name,), ()
