"""A card as formulas: every input, node and grade becomes one expression over gathered columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import pairwise

from kaohe.core.catalogue import catalogue
from kaohe.core.documents.model import Card, Grades, Item
from kaohe.core.documents.scheme import Scheme
from kaohe.core.errors import KaoheError, Problem, did_you_mean
from kaohe.core.language.tree import (
    Call,
    Compare,
    Expression,
    Logic,
    Name,
    Not,
    Nothing,
    Number,
    Text,
    children,
    names,
    rebuilt,
    walk,
)  # fmt: skip
from kaohe.core.program.exact import evaluate
from kaohe.core.run.settings import Settings

ZERO = Number(Fraction(0))
STATES = {"value": 0, "no_cases": 1, "missing": 2, "not_assessed": 3, "not_ranked": 4, "pending": 5}


@dataclass(frozen=True)
class Step:
    """One named value of a card. ``base``: the gathered column it starts from, if its source is data."""

    name: str
    tree: Expression
    item: Item | None
    role: str
    quantity: str | None = None
    base: bool = False

    @property
    def reads(self) -> set[str]:
        """Names the expression reads."""
        return names(self.tree)


@dataclass
class CardPlan:
    """A card of a scheme, planned: steps in document order, full marks, how it is called in the results."""

    scheme: Scheme
    name: str
    card: Card
    steps: dict[str, Step] = field(default_factory=dict)
    fulls: dict[str, Fraction | None] = field(default_factory=dict)

    @property
    def called(self) -> str:
        """The card's name in the results."""
        return self.card.called or self.name

    @property
    def key(self) -> tuple[str, str]:
        """Scheme label and card name."""
        return self.scheme.label, self.name

    def source(self, step: Step) -> tuple[str, str, str]:
        """Scheme id (or "" for its own), card and name that a reference reads."""
        assert step.item is not None and step.item.from_ is not None
        scheme, colon, rest = step.item.from_.rpartition(":")
        card, _, name = rest.partition(".")
        return (scheme if colon else ""), card, name


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
            tree = _grade_tree(scheme, grades)
            plan.steps[key] = Step(key, tree, None, "grade", "grade")
    if settings.empty_survey == "exclude":
        _exclude(plan)
    for place, text in formulas_text(plan).items():
        with at_node(problems, scheme.id, name, f"?{place}"):
            scheme.tree(text)
    if problems:
        raise KaoheError(problems)
    for place, tree in _outcomes(plan).items():
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
    _one_source(key, item, role)
    tree, base = _source_tree(scheme, key, item)
    lists = _list_tree(plan, key, item)
    if lists is not None:
        tree = lists if tree is None else _filled(tree, {"sum": lists, "mean": lists})
    if tree is None:
        raise KaoheError(f"{key} has no source", "give it measured, rated, rows, from, value, sum, weighted or mean")
    if item.full is not None:
        tree = _filled(tree, {"full": scheme.tree(item.full)})
    elif item.sum is not None:
        tree = _filled(tree, {"full": Name(f"{key}.full")})
        pairs: list[Expression] = []
        for child in item.sum:
            pairs += [_full_of(plan, child), Name(child)]
        plan.steps[f"{key}.full"] = Step(f"{key}.full", Call("_full", tuple(pairs)), None, "full", "points")
    elif _varies(scheme, item):
        copied = item.model_copy(update={"from_": f"{item.from_}.full", "hidden": True})
        plan.steps[f"{key}.full"] = Step(f"{key}.full", Name(f"{key}.full@"), copied, "full", "points", True)
    if item.rated:
        tree = _scaled_mark(scheme, tree, item)
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


def _exclude(plan: CardPlan) -> None:
    """With ``empty_survey = exclude``, what reads an empty sample is not assessed, whatever its formula makes of nothing.

    A list and ``all_of``, ``any_of`` leave the sample out (C5).
    """
    excluded: dict[str, Expression] = {}
    for name, step in plan.steps.items():
        item = step.item
        if item is not None and item.sample:
            state = Compare("==", Name(f"{name}@~"), Number(Fraction(STATES["not_assessed"])))
            excluded[name] = state if step.base else Not(Call("known", (Name(name),)))
    grew = True
    while grew:
        grew = False
        for name, step in plan.steps.items():
            item = step.item
            hit = [excluded[other] for other in sorted(_held(step.tree)) if other in excluded]
            if (
                not hit
                or name in excluded
                or item is None
                or step.role != "node"
                or item.sum
                or item.weighted
                or item.mean
            ):
                continue
            gate = hit[0] if len(hit) == 1 else Logic("or", tuple(hit))
            plan.steps[name] = replace(step, tree=Call("cases", (gate, Nothing(), step.tree)))
            excluded[name] = Not(Call("known", (Name(name),)))
            grew = True


def _held(tree: Expression) -> set[str]:
    """The names that a formula cannot do without."""
    match tree:
        case Name(name):
            return {name}
        case Call("all_of" | "any_of", _):
            return set()
    return {name for part in children(tree) for name in _held(part)}


def _one_source(key: str, item: Item, role: str) -> None:
    sources = [name for name in ("measured", "rated", "rows", "from_") if getattr(item, name)]
    if len(sources) > 1 and set(sources) != {"measured", "rows"}:
        raise KaoheError(f"{key} has more than one source: {', '.join(sources)}")
    if sources and item.value is not None:
        raise KaoheError(f"{key} has a source and a value; a value reads other names only")


def _source_tree(scheme: Scheme, key: str, item: Item) -> tuple[Expression | None, bool]:
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


def _list_tree(plan: CardPlan, key: str, item: Item) -> Expression | None:
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


def _scaled_mark(scheme: Scheme, tree: Expression, item: Item) -> Expression:
    """A mark comes as a share of its own full marks; the node takes that share of its full marks."""
    from kaohe.core.language.tree import Arithmetic

    return Arithmetic("*", scheme.tree(item.full or "100"), tree)


def _varies(scheme: Scheme, item: Item) -> bool:
    """Whether a reference brings along full marks that differ by cell: those of a list, of its assessed children."""
    if not item.from_ or ":" in item.from_ or item.who != "self" or item.how not in (None, "mean", "last"):
        return False
    if item.when not in ("same", "parts") or (item.how is None and item.when == "parts"):
        return False
    card, _, source = item.from_.partition(".")
    node = scheme.cards[card].node.get(source) if card in scheme.cards else None
    return node is not None and node.sum is not None and node.full is None


def _full_of(plan: CardPlan, child: str) -> Expression:
    item = plan.card.node.get(child) or plan.card.input.get(child)
    if item is None:
        raise KaoheError(f"unknown child {child!r}", did_you_mean(child, plan.card.node))
    if item.full is not None:
        return plan.scheme.tree(item.full)
    if item.sum is not None or _varies(plan.scheme, item):
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


def grade_lines(scheme: Scheme, lines: str | Mapping[str, str]) -> dict[str, Fraction]:
    """Lower bounds by grade; none where they rest on a parameter that may be left out and is."""
    if isinstance(lines, str):
        table = scheme.constants.get(lines)
        if table is None and lines in scheme.parameters:
            return {}
        if not isinstance(table, dict):
            raise KaoheError(f"the grade lines {lines!r} are no parameter table")
        return {key: Fraction(value) for key, value in table.items()}
    read = {name for value in lines.values() for name in names(scheme.tree(value))}
    if any(name in scheme.constants and scheme.constants[name] is None for name in read):
        return {}
    return {key: fixed(scheme, value, f"the line of grade {key}") for key, value in lines.items()}


def _grade_tree(scheme: Scheme, grades: Grades) -> Expression:
    from kaohe.core.language.tree import Text

    bounds = grade_lines(scheme, grades.lines)
    judged = Name(grades.of) if grades.value is None else scheme.tree(grades.value)
    order = grades.order or tuple(sorted(bounds, key=bounds.__getitem__))
    if not bounds:
        return Nothing()
    for grade in order:
        if grade not in bounds:
            raise KaoheError(f"the grade {grade} has no line", did_you_mean(grade, bounds))
    for grade in bounds:
        if grade not in order:
            raise KaoheError(f"the grade {grade} has a line and no place in order", did_you_mean(grade, order))
    for low, high in pairwise(order):
        if bounds[low] >= bounds[high]:
            what = f"the grades {low} and {high} overlap: {low} begins at {bounds[low]}, {high} at {bounds[high]}"
            raise KaoheError(what, "order runs from low to high")
    arms: list[Expression] = []
    for grade in reversed(order):
        arms += [Compare(">=", judged, Number(bounds[grade])), Text(grade)]
    return Call("cases", (*arms, Nothing()))


def _filled(tree: Expression, values: Mapping[str, Expression]) -> Expression:
    if isinstance(tree, Name):
        return values.get(tree.name, tree)
    return rebuilt(tree, tuple(_filled(part, values) for part in children(tree)))


def known_names(plan: CardPlan) -> set[str]:
    """Every name a formula of the card may read."""
    own = set(plan.steps)
    extra = {"period.number", "period.of"}
    extra |= {f"{name}.full" for name in plan.steps} | {f"{name}.age" for name in plan.steps}
    extra |= {f"{name}@" for name in plan.steps} | {f"{name}@~" for name in plan.steps}
    return own | extra | set(plan.scheme.constants)


def _outcomes(plan: CardPlan) -> dict[str, Expression]:
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


def _unknown(plan: CardPlan) -> list[Problem]:
    known = known_names(plan)
    problems = []
    for place, tree in ((name, step.tree) for name, step in plan.steps.items()):
        for node in walk(tree):
            if isinstance(node, Name) and node.name not in known and not node.name.startswith("unit."):
                hint = did_you_mean(node.name, ["full", "sum", "mean", *(name for name in known if "@" not in name)])
                problems.append(
                    Problem(f"unknown name {node.name!r}", hint, scheme=plan.scheme.id, card=plan.name, node=place)
                )
    return problems
