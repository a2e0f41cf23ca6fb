"""Money, flags, duties and checks of a card as expressions."""

from __future__ import annotations

from fractions import Fraction

from kaohe.core.language.tree import (
    Call,
    Expression,
    Number,
)  # fmt: skip
from kaohe.core.run.cardplan import ZERO, CardPlan


def outcome_trees(plan: CardPlan) -> dict[str, Expression]:
    """Amounts and conditions of money, flags, duties and checks as steps ``?kind.name.key``; amounts in whole fen."""
    found: dict[str, Expression] = {}
    for place, tree in formulas(plan).items():
        kind, name, key = place.split(".")
        if kind == "money" and key == "post":
            money = plan.card.money[name]
            if money.when is not None:
                tree = Call("cases", (plan.scheme.tree(money.when), tree, ZERO))
            tree = Call("half_up", (tree, Number(Fraction(1, 100))))
        if not (kind == "money" and key == "when"):
            found[f"?{place}"] = tree
    return found


def formulas(plan: CardPlan) -> dict[str, Expression]:
    """The conditions and amounts of money, flags, duties and checks, by place."""
    return {place: plan.scheme.tree(text) for place, text in formulas_text(plan).items()}


def formulas_text(plan: CardPlan) -> dict[str, str]:
    """The same as the document writes them."""
    found = {}
    for kind in ("money", "flag", "duty", "check"):
        for name, part in getattr(plan.card, kind).items():
            for key in ("post", "when", "to", "status", "due", "holds"):
                text = getattr(part, key, None)
                if text is not None:
                    found[f"{kind}.{name}.{key}"] = text
    return found
