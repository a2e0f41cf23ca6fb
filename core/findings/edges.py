"""Thresholds whose words leave open, or say otherwise than the rule, on which side the boundary itself lies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from kaohe.core.bounds.boundaries import text
from kaohe.core.findings.finding import Finding, Place, said
from kaohe.core.findings.quotes import Edge, decimal, edges, target_edges
from kaohe.core.findings.subject import Subject
from kaohe.core.language.tree import Call, Compare, Expression, Name, Number, names, walk

ORDERED = ("<", "<=", ">", ">=")
FLIPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
SIDES = {True: ("上面一边", "on the upper side"), False: ("下面一边", "on the lower side")}


def find(subject: Subject) -> Iterator[Finding]:
    """Comparisons and gaps at numbers or parameters whose clause speaks of the edge."""
    seen = set()
    for place, tree, clauses in _formulas(subject):
        for node in walk(tree):
            for finding in _judged(subject, place, node, clauses):
                if (finding.place, finding.en) not in seen:
                    seen.add((finding.place, finding.en))
                    yield finding


def _formulas(subject: Subject) -> Iterator[tuple[Place, Expression, tuple[str, ...]]]:
    scheme = subject.scheme
    for plan in subject.cards():
        for name, step in plan.steps.items():
            if step.role == "outcome":
                part, key, _ = name.lstrip("?").split(".")
                yield subject.written(plan.name, part, key), step.tree, getattr(plan.card, part)[key].clause
            elif step.role in ("node", "provisional", "input") and step.item is not None:
                part, own = ("input", name) if step.role == "input" else ("node", name.removesuffix(".provisional"))
                place = subject.written(plan.name, part, own)
                yield place, step.tree, step.item.clause
                for formula in (step.item.where, step.item.each, step.item.through and step.item.through.where):
                    if formula:
                        yield place, scheme.tree(formula), step.item.clause
    for table, rows in scheme.rows.items():
        for key, formula in rows.let.items():
            yield ("rows", table, "let", key), scheme.tree(formula), ()
        for key, line in rows.line.items():
            if line.when is not None:
                yield ("rows", table, "line", key), scheme.tree(line.when), line.clause
        for key, flag in rows.flag.items():
            if flag.when is not None:
                yield ("rows", table, "flag", key), scheme.tree(flag.when), flag.clause


def _judged(subject: Subject, place: Place, node: Expression, clauses: Iterable[str]) -> Iterator[Finding]:
    sides: list[tuple[str, Expression, Expression]] = []
    match node:
        case Compare(sign, left, right) if sign in ORDERED:
            sides = [(sign, left, right), (FLIPPED[sign], right, left)]
        case Call("below" | "above", (target, value)):
            sides = [("", value, target)]
    for sign, value, limit in sides:
        if isinstance(limit, Number | Name | Call) and not _constant(subject, value):
            yield from _edge(subject, place, node, sign, limit, clauses)


def _constant(subject: Subject, tree: Expression) -> bool:
    """Whether a formula reads parameters and numbers only."""
    return all(name.partition(".")[0] in subject.scheme.parameters for name in names(tree))


def _edge(
    subject: Subject, place: Place, node: Expression, sign: str, limit: Expression, clauses: Iterable[str]
) -> Iterator[Finding]:
    known = subject.scheme.parameters
    read = {name.partition(".")[0] for name in names(limit)} & set(known)
    number: Fraction | None
    if isinstance(limit, Number):
        number, stated, said_in = limit.value, True, tuple(clauses)
    elif len(read) == 1 and isinstance(limit, Name):
        value = subject.scheme.constants.get(limit.name)
        parameter = known[next(iter(read))]
        number, said_in = value if isinstance(value, Fraction) else None, parameter.clause
        stated = parameter.provenance == "stated"
    elif len(read) == 1 and isinstance(limit, Call) and limit.name == "lookup":
        number, stated, said_in = None, False, known[next(iter(read))].clause
    else:
        return
    if number == 0:
        return
    for clause in said_in:
        quote = subject.quote(clause)
        words = edges(quote, number) if stated and number is not None else target_edges(quote)
        yield from _of_words(place, node, sign, number, words, clause)


def _of_words(
    place: Place, node: Expression, sign: str, number: Fraction | None, words: list[Edge], clause: str
) -> Iterator[Finding]:
    high = next((edge for edge in words if edge.high is True), None)
    low = next((edge for edge in words if edge.high is False), None)
    formula = text(node)
    if high is not None and low is not None:
        yield said("edges.both", place, (clause,), first=high.word, second=low.word)
    elif sign and number is not None and (high or low):
        edge = high or low
        assert edge is not None
        if (sign in (">=", "<")) != edge.high:
            zh, en = SIDES[bool(edge.high)]
            yield said("edges.against", place, (clause,), word=edge.word, number=decimal(number), side_zh=zh, side_en=en, formula=formula)  # fmt: skip
    elif sign and number is not None and words:
        yield said("edges.unstated", place, (clause,), word=words[0].word, number=decimal(number), formula=formula)
