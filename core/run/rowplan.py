"""A rows table as formulas: let, line and window columns in the order they need each other."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction

from kaohe.core.documents.model import Line, Rows
from kaohe.core.documents.scheme import Scheme
from kaohe.core.errors import KaoheError, Problem
from kaohe.core.language.tree import Call, Compare, Expression, Logic, Member, Name, Nothing, Number, Text, Truth, names

EVENT, TICKET = "events", "tickets"
AS_OF = "as_of"


@dataclass
class RowPlan:
    """One rows table, planned. ``kinds``: which events or tickets it reads; ``parent``: the rows table it stands on."""

    scheme: Scheme
    name: str
    rows: Rows
    table: str
    kinds: tuple[str, ...]
    parent: str | None
    steps: dict[str, Expression] = field(default_factory=dict)

    def ordered(self) -> list[str]:
        """Steps and windows, each after what it reads. Raises KaoheError naming a cycle."""
        waiting = {name: self._after(names(tree)) for name, tree in self.steps.items()}
        for name, over in self.rows.over.items():
            reads = set(over.per)
            for text in (over.of, over.where):
                if text is not None:
                    reads |= names(self.scheme.tree(text))
            if over.within is not None:
                reads.add("?at")
            waiting[name] = self._after(reads)
        done: list[str] = []
        while waiting:
            ready = [name for name, reads in waiting.items() if reads <= set(done)]
            if not ready:
                circle = _circle(waiting, set(done))
                raise KaoheError(
                    f"the columns of the rows {self.name} read each other in a circle: {' -> '.join(circle)}",
                    "let one of them read data",
                    scheme=self.scheme.id,
                    node=f"rows.{self.name}, {circle[0].lstrip('?')}",
                )
            done += ready
            for name in ready:
                del waiting[name]
        return done

    def _after(self, reads: set[str]) -> set[str]:
        """The steps and windows among what is read; the moment of judgement follows from the row's period."""
        return (reads | {"?at"} if AS_OF in reads else reads) & self.all_names

    @property
    def all_names(self) -> set[str]:
        """Names this table defines."""
        return set(self.steps) | set(self.rows.over)


def _circle(waiting: dict[str, set[str]], done: set[str]) -> list[str]:
    """Names of which each reads the next, back to the first."""
    path = [min(waiting)]
    while path[-1] not in path[:-1]:
        path.append(min(waiting[path[-1]] - done))
    return path[path.index(path[-1]) :]


def plan_rows(scheme: Scheme, name: str) -> RowPlan:
    """The plan of one rows table."""
    rows, parent = scheme.rows[name], parent_of(scheme, name)
    kinds = scheme.kinds(rows)
    root = root_kinds(scheme, name)
    plan = RowPlan(scheme, name, rows, table_of(scheme, name, root), root if parent is None else (), parent)
    if parent is None and not kinds:
        raise KaoheError(f"the rows {name} name no kind of event or ticket", scheme=scheme.id, node=f"rows.{name}")
    _readable(scheme, name, rows)
    for key, text in rows.let.items():
        plan.steps[key] = scheme.tree(text)
    _lines(plan)
    if rows.where is not None:
        plan.steps["?where"] = scheme.tree(rows.where)
    if rows.at is not None:
        plan.steps["?at"] = scheme.tree(rows.at)
    if rows.pending is not None:
        plan.steps["?pending"] = scheme.tree(rows.pending)
    for key, flag in rows.flag.items():
        plan.steps[f"?flag.{key}"] = scheme.tree(flag.when) if flag.when is not None else Truth(True)
        for part, formula in (("to", flag.to), ("status", flag.status)):
            if formula is not None:
                plan.steps[f"?flag.{key}.{part}"] = scheme.tree(formula)
    return plan


def _readable(scheme: Scheme, name: str, rows: Rows) -> None:
    """Raises KaoheError with every formula of the table that is outside the language, by its key."""
    texts: dict[tuple[str, ...], str | None] = {("let", key): text for key, text in rows.let.items()}
    texts |= {(key,): getattr(rows, key) for key in ("where", "at", "pending")}
    for name_, over in rows.over.items():
        texts |= {("over", name_): over.of, ("over", name_, "where"): over.where}
    for name_, line in rows.line.items():
        texts[("line", name_)] = line.when
        texts |= {("line", name_, column): text for column, text in line.sets.items() if column not in rows.codes}
    for name_, flag in rows.flag.items():
        texts |= {("flag", name_, part): getattr(flag, part) for part in ("when", "to", "status")}
    problems = []
    for path, text in texts.items():
        try:
            if text is not None:
                scheme.tree(text)
        except KaoheError as error:
            about = {"scheme": scheme.id, "key": ("rows", name, *path)}
            problems += [Problem(p.what, p.hint, **(about | p.where)) for p in error.problems]
    if problems:
        raise KaoheError(problems)


def root_kinds(scheme: Scheme, name: str) -> tuple[str, ...]:
    """The kinds of events or tickets at the bottom of a rows table."""
    parent = parent_of(scheme, name)
    return scheme.kinds(scheme.rows[name]) if parent is None else root_kinds(scheme, parent)


def parent_of(scheme: Scheme, name: str) -> str | None:
    """The rows table that a rows table stands on, if it does not read events or tickets itself."""
    return next((of for of in scheme.rows[name].of if of in scheme.rows and of != name), None)


def table_read(scheme: Scheme, name: str) -> str:
    """``events`` or ``tickets``: what a rows table, or a card that names a bare kind, reads."""
    return table_of(scheme, name, root_kinds(scheme, name) if name in scheme.rows else (name,))


def table_of(scheme: Scheme, name: str, kinds: tuple[str, ...]) -> str:
    """Whether kinds are events or tickets."""
    from kaohe.core.catalogue import catalogue

    known = catalogue()
    events = all(kind in known.events for kind in kinds)
    if events and not any(kind in known.ticket_kinds for kind in kinds):
        return EVENT
    if all(kind in known.ticket_kinds for kind in kinds):
        return TICKET
    if events:
        return EVENT
    from kaohe.core.errors import did_you_mean

    odd = next((kind for kind in kinds if kind not in known.events and kind not in known.ticket_kinds), None)
    if odd is None:
        what, hint = f"the rows {name} are of events and of tickets", "make a table of each"
    else:
        what = f"unknown event or ticket kind {odd!r} in rows {name}"
        hint = did_you_mean(odd, [*known.events, *known.ticket_kinds])
    raise KaoheError(what, hint, scheme=scheme.id, node=f"rows.{name}")


def _lines(plan: RowPlan) -> None:
    rows, scheme = plan.rows, plan.scheme
    if not rows.line:
        return
    arms: list[Expression] = []
    for place, line in enumerate(rows.line.values(), 1):
        arms += [_fits(scheme, line), Number(Fraction(place))]
    plan.steps["line"] = Call("cases", (*arms, Nothing()))
    columns = dict.fromkeys(column for line in rows.line.values() for column in line.sets)
    for column in columns:
        branches: list[Expression] = []
        for place, line in enumerate(rows.line.values(), 1):
            if column in line.sets:
                text = line.sets[column]
                value: Expression = Text(text) if column in rows.codes else scheme.tree(text)
                branches += [Compare("==", Name("line"), Number(Fraction(place))), value]
        plan.steps[column] = Call("cases", (*branches, Nothing()))


def _fits(scheme: Scheme, line: Line) -> Expression:
    parts: list[Expression] = []
    if line.kind:
        kinds = scheme.line_kinds(line)
        parts.append(Member(Name("kind"), tuple(Text(kind) for kind in kinds)) if kinds else Truth(False))
    if line.when is not None:
        parts.append(scheme.tree(line.when))
    return Truth(True) if not parts else parts[0] if len(parts) == 1 else Logic("and", tuple(parts))


def bare(scheme: Scheme, kinds: tuple[str, ...]) -> RowPlan:
    """The plan of kinds of events or tickets that a card reads as they are, without a rows table."""
    return RowPlan(scheme, "+".join(kinds), Rows(of=kinds), table_of(scheme, kinds[0], kinds), kinds, None)
