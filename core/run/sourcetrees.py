"""What an item of a card says, as one expression over the gathered columns."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from kaohe.core.documents.model import Item
from kaohe.core.documents.scheme import Scheme
from kaohe.core.errors import KaoheError
from kaohe.core.language.tree import (
    Call,
    Compare,
    Expression,
    Name,
    Nothing,
    Number,
    Text,
    children,
    rebuilt,
)  # fmt: skip
from kaohe.core.run.cardplan import STATES, CardPlan
from kaohe.core.run.fulls import fixed


def one_source(key: str, item: Item, role: str) -> None:
    """Raises KaoheError where an item has more than one source, or a source and a value."""
    sources = [name for name in ("measured", "rated", "rows", "from_") if getattr(item, name)]
    if len(sources) > 1 and set(sources) != {"measured", "rows"}:
        raise KaoheError(f"{key} has more than one source: {', '.join(sources)}")
    if sources and item.value is not None:
        raise KaoheError(f"{key} has a source and a value; a value reads other names only")


def source_tree(scheme: Scheme, key: str, item: Item) -> tuple[Expression | None, bool]:
    """What an item reads or computes, and whether it starts from a gathered column; None for a list."""
    if item.measured or item.rated or item.rows or item.from_:
        base: Expression = Name(f"{key}@")
        state = Name(f"{key}@~")
        arms: list[Expression] = []
        if item.no_cases is not None:
            arms += [Compare("==", state, Number(Fraction(STATES["no_cases"]))), scheme.tree(item.no_cases)]
        stand_in = (
            item.missing if item.from_ is None else None if item.lacking in (None, "skip", "error") else item.lacking
        )
        if stand_in is not None:
            arms += [Compare("==", state, Number(Fraction(STATES["missing"]))), scheme.tree(stand_in)]
        return (Call("cases", (*arms, base)) if arms else base), True
    if item.value is None:
        return None, False
    tree = _decided(scheme, scheme.tree(item.value))
    if item.sample:
        tree = Call("_sampled", (tree, scheme.tree(item.no_cases or "nothing")))
    return tree, False


def _decided(scheme: Scheme, tree: Expression) -> Expression:
    """Without what parameters alone decide: an entry that a table lacks, and comparisons with nothing.

    A verdict without its target then reads no data, and is not assessed whatever the data hold.
    """
    parts = tuple(_decided(scheme, part) for part in children(tree))
    match tree, parts:
        case Call("lookup"), (Name(table), Text(key), otherwise) if table in scheme.parameters:
            entries = scheme.constants[table]
            if not isinstance(entries, dict) or key not in entries:
                return otherwise
        case Compare(), _ if Nothing() in parts:
            return Nothing()
    return rebuilt(tree, parts)


def list_tree(plan: CardPlan, key: str, item: Item) -> Expression | None:
    """The sum, weighted mean or mean of an item that lists its parts, else None. Raises KaoheError for weights that do not make 100 %."""
    scheme = plan.scheme
    if item.sum is not None:
        return Call("_sum", tuple(Name(child) for child in item.sum))
    weights = item.weighted if item.weighted is not None else item.mean
    if weights is None:
        return None
    pairs = dict.fromkeys(weights, "1") if isinstance(weights, tuple) else weights
    parts: list[Expression] = []
    total = Fraction(0)
    for child, weight in pairs.items():
        number = fixed(scheme, weight, f"the weight of {child}")
        total += number
        parts += [Number(number), Name(child)]
    if item.weighted is not None and total != 100:
        raise KaoheError(f"the weights of {key} make {float(total):g} %, not 100 %")
    if total == 0:
        raise KaoheError(f"the weights of {key} make 0")
    return Call("_weighted", tuple(parts))


def scaled_mark(scheme: Scheme, tree: Expression, item: Item) -> Expression:
    """A mark comes as a share of its own full marks; the node takes that share of its full marks."""
    from kaohe.core.language.tree import Arithmetic

    return Arithmetic("*", scheme.tree(item.full or "100"), tree)


def filled(tree: Expression, values: Mapping[str, Expression]) -> Expression:
    """The expression with names replaced by expressions."""
    if isinstance(tree, Name):
        return values.get(tree.name, tree)
    return rebuilt(tree, tuple(filled(part, values) for part in children(tree)))
