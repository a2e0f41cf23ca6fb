"""Score: cards in stages, each stage one program over the cells; rows in doubt settled in fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import polars as pl

from kaohe.core.errors import KaoheError, Problem, did_you_mean
from kaohe.core.numbers import Range, Table, TooLarge, Value, constant
from kaohe.core.operations import Operation
from kaohe.core.operations.base import Plain
from kaohe.core.program import Column, Lacking, Program
from kaohe.core.program.program import DOUBT, patch
from kaohe.core.run import ranks, references
from kaohe.core.run.cardrun import CardRun, Cell
from kaohe.core.run.exactly import Exactly
from kaohe.core.run.judge import at_level
from kaohe.core.run.passes import Pass, together
from kaohe.core.run.plan import STATES, Step, grade_lines
from kaohe.core.run.references import SOURCE_MISSING, Reference
from kaohe.core.run.settings import Settings
from kaohe.core.tables import Tables

FIRST_ERRORS = 2000
EARLIER = ("previous", "so_far", "year_before")
Node = tuple[int, str]


class Score:
    """Computes every step of several cards, in an order in which each finds what it reads."""

    def __init__(
        self,
        cards: list[CardRun],
        tables: Tables,
        settings: Settings,
        operations: Callable[[CardRun], dict[str, Operation]],
    ) -> None:
        self.cards, self.tables, self.settings, self.operations_of = cards, tables, settings, operations
        self.by_key = {card.plan.key: card for card in cards}
        self.by_id = {(card.plan.scheme.id, card.plan.name): card for card in reversed(cards)}
        self.exactly = Exactly(operations(cards[0]) if cards else {}, self.reference, self.links, settings.partial)
        self.in_doubt = 0
        self.linked: set[tuple[tuple[str, str], str]] = set()
        self.progress: Callable[[int, int], None] = lambda done, total: None

    def run(self) -> None:
        """Scores everything. Raises KaoheError for cycles, missing values in the cells asked for, values out of range."""
        waiting = {(place, name) for place, card in enumerate(self.cards) for name in card.plan.steps}
        needs = {node: self._needs(node) for node in waiting}
        self.linked = {
            (self.cards[place].plan.key, name)
            for found in needs.values()
            for (place, name), how in found
            if how != "here"
        }
        total = len(waiting)
        while waiting:
            self.progress(total - len(waiting), total)
            stage = self._stage(waiting, needs)
            if stage is not None:
                place, names = stage
                names = self._compute(self.cards[place], names)
            else:
                place, names = self._loop(waiting, needs)
                self._by_period(self.cards[place], names)
            waiting -= {(place, name) for name in names}
        self._complain()

    def reference(self, card: CardRun, step: Step) -> Reference | None:
        """The cells a step refers to; None where an optional scheme is not in the run."""
        scheme, name, node = card.plan.source(step)
        source = self.by_id.get((scheme, name)) if scheme else self.by_key.get((card.plan.scheme.label, name))
        if source is None:
            item = step.item
            if item is not None and item.optional and scheme:
                return None
            where = {"scheme": card.plan.scheme.id, "card": card.plan.name, "node": step.name}
            if scheme:
                raise KaoheError(
                    f"{step.name} reads {step.item.from_ if step.item else ''}, which is not in this run",
                    f"add -s {scheme}",
                    **where,
                )
            hint = did_you_mean(
                name, [other.plan.name for other in self.cards if other.plan.scheme is card.plan.scheme]
            )
            raise KaoheError(f"{step.name} reads the card {name!r}, which does not exist", hint, **where)
        if node not in source.plan.steps:
            raise KaoheError(
                f"{step.name} reads {name}.{node}, which does not exist",
                did_you_mean(node, source.plan.steps),
                scheme=card.plan.scheme.id,
                card=card.plan.name,
                node=step.name,
            )
        return Reference(card, step, source, node)

    def links(self, reference: Reference) -> pl.DataFrame:
        """Which source cells each target cell reads."""
        return references.links(reference, self.tables)

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

    def _stage(self, waiting: set[Node], needs: dict[Node, list[tuple[Node, str]]]) -> tuple[int, list[str]] | None:
        """The largest set of steps of one card that can be computed now."""
        best: tuple[int, list[str]] | None = None
        for place, card in enumerate(self.cards):
            ready = self._ready(place, card, waiting, needs)
            if ready and (best is None or len(ready) > len(best[1])):
                best = (place, ready)
        return best

    def _ready(
        self,
        place: int,
        card: CardRun,
        waiting: set[Node],
        needs: dict[Node, list[tuple[Node, str]]],
        loop: frozenset[Node] = frozenset(),
    ) -> list[str]:
        ready: list[str] = []
        chosen: set[Node] = set()
        grew = True
        while grew:
            grew = False
            for name in card.plan.steps:
                node = (place, name)
                if node not in waiting or node in chosen or (loop and node not in loop):
                    continue
                if all(self._met(need, how, waiting, chosen, loop) for need, how in needs[node]):
                    chosen.add(node)
                    ready.append(name)
                    grew = True
        return ready

    def _met(self, need: Node, how: str, waiting: set[Node], chosen: set[Node], loop: frozenset[Node]) -> bool:
        if need not in waiting:
            return True
        if how == "here":
            return need in chosen
        return how == "earlier" and need in loop

    def _loop(self, waiting: set[Node], needs: dict[Node, list[tuple[Node, str]]]) -> tuple[int, list[str]]:
        """Steps of one card that read their own earlier periods. Raises KaoheError naming a cycle inside one period."""
        for place, card in enumerate(self.cards):
            mine = frozenset(node for node in waiting if node[0] == place)
            names = self._ready(place, card, waiting, needs, mine) if mine else []
            kept = {(place, name) for name in names}
            while names:
                closed = [
                    name
                    for name in names
                    if all(need not in waiting or need in kept for need, _ in needs[(place, name)])
                ]
                if len(closed) == len(names):
                    return place, names
                names, kept = closed, {(place, name) for name in closed}
        raise KaoheError(self._cycle(waiting, needs))

    def _cycle(self, waiting: set[Node], needs: dict[Node, list[tuple[Node, str]]]) -> Problem:
        node = min(waiting)
        path: list[Node] = []
        while node not in path:
            path.append(node)
            node = next(need for need, how in needs[node] if need in waiting)
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

    def _by_period(self, card: CardRun, names: list[str]) -> None:
        """Period by period: each pass reads the passes before it."""
        whole = card.frame.with_row_index("?order")
        known = dict(card.columns)
        passes: list[Pass] = []
        for period in card.periods:
            before, columns = together(passes, names)
            card.frame = whole.filter(pl.col("t") == period.first)
            card._places = None
            card.columns = known | (columns or {name: Column(name, "nothing") for name in names})
            card.partial_rows = (
                before
                if before is not None
                else whole.head(0).with_columns(pl.lit(None, pl.Int64).alias(name) for name in names)
            )
            left = list(names)
            while left:
                computed = self._compute(card, left)
                left = [name for name in left if name not in computed]
            passes.append((card.frame, dict(card.columns)))
        frame, columns = together(passes, names)
        assert frame is not None
        card.partial_rows, card._places = None, None
        card.frame, card.columns = frame.sort("?order").drop("?order"), passes[-1][1] | columns
        self.exactly.forget()

    def _compute(self, card: CardRun, names: list[str]) -> list[str]:
        """One stage of one card: references first, then one program, then the rows in doubt; returns the names computed.

        Where a value might pass 63 bits by what its formula could give, the steps before it are computed first, and
        the rest goes by what they really gave.
        """
        self.exactly.forget()
        steps = [card.plan.steps[name] for name in names]
        for step in steps:
            self._refer(card, step)
            self.exactly.forget()
        program, count = self._program(card, steps)
        steps, names = steps[:count], names[:count]
        done = program.run(card.frame, self.settings.engine)
        special = self._special(card, steps)
        doubtful = set(done.select(pl.arg_where(pl.col(DOUBT))).to_series().to_list())
        self.in_doubt += len(doubtful - special)
        card.frame = done.drop(DOUBT)
        for name in names:
            card.columns[name] = program.columns[name]
        self._settle(card, names, doubtful | special)
        self._mark_pending(card, steps)
        card.done |= set(names)
        return names

    def _refer(self, card: CardRun, step: Step) -> None:
        if not step.base or step.item is None or not step.item.from_:
            return
        reference = self.reference(card, step)
        base = f"{step.name.removesuffix('.provisional')}@"
        if reference is None:
            card.columns[base] = Column(base, "nothing")
            card.columns[f"{base}~"] = Column(f"{base}~", "number", nullable=False)
            card.frame = card.frame.with_columns(
                pl.lit(None, pl.Int64).alias(base), pl.lit(STATES["not_assessed"], pl.Int64).alias(f"{base}~")
            )
        elif reference.how in ("rank", "rank_from_bottom"):
            ranks.fill(reference, lambda unit, t: self.exactly.value(reference.source, reference.name, (unit, t)))
        else:
            references.fill(reference, self.tables, self.settings)

    def _program(self, card: CardRun, steps: list[Step]) -> tuple[Program, int]:
        """A program of the first so many steps."""
        count = len(steps)
        while True:
            fits = 0
            for digits in (12, 9, 6):
                program, fits, error = self._compiled(card, steps[:count], digits)
                if error is None:
                    return program, count
                if fits:
                    break
                if digits == 6:
                    raise KaoheError(error.problems) from None
            count = fits

    def _compiled(self, card: CardRun, steps: list[Step], digits: int) -> tuple[Program, int, TooLarge | None]:
        """A program of the steps; if one is too large, how many fit before it."""
        scheme = card.plan.scheme
        read = {name for step in steps for name in step.reads} - {step.name for step in steps}
        columns = {name: card.columns[name] for name in read if name in card.columns}
        columns = {
            name: _tightened(column, card.frame)
            for name, column in columns.items()
            if column.name in card.frame.columns or column.kind == "nothing"
        }
        program = Program(columns, constants(card), self.operations_of(card), digits)
        for count, step in enumerate(steps):
            try:
                aside = (
                    step.role == "input" and not _matters(card, step) and (card.plan.key, step.name) not in self.linked
                )
                column = program.define(step.name, step.tree, step.quantity or _quantity(card, step), aside)
                if step.role == "outcome" and step.name.endswith((".when", ".holds")):
                    column.must_be("truth")
                if step.role == "grade":
                    _in_order(program, card, step.name)
            except KaoheError as error:
                problems = [
                    Problem(
                        p.what, p.hint, **({"scheme": scheme.id, "card": card.plan.name, "node": step.name} | p.where)
                    )
                    for p in error.problems
                ]
                if isinstance(error, TooLarge):
                    return program, count, TooLarge(problems)
                raise KaoheError(problems) from None
        return program, len(steps), None

    def _special(self, card: CardRun, steps: Iterable[Step]) -> set[int]:
        """Rows that read something missing: decided in fractions, which know what is read and what is not."""
        if self.settings.partial:
            return set()
        found: set[int] = set()
        for step in steps:
            item = step.item
            state = f"{step.name.removesuffix('.provisional')}@~"
            if not step.base or item is None or state not in card.frame.columns:
                continue
            stands_in = item.missing is not None or item.optional or item.lacking not in (None, "error", "skip")
            bad = [SOURCE_MISSING] if stands_in else [STATES["missing"], SOURCE_MISSING]
            found |= set(card.frame.select(pl.arg_where(pl.col(state).is_in(bad))).to_series().to_list())
        for name, cells in card.lacking.items():
            if any(name in step.reads for step in steps) and cells:
                index = card.index()
                found |= {index[cell] for cell in cells if cell in index}
        return found

    def _settle(self, card: CardRun, names: list[str], rows: set[int]) -> None:
        if not rows:
            return
        self.exactly.forget()
        cells = list(card.cells())
        order = sorted(rows, key=lambda row: (cells[row][1] not in card.asked, row))
        if len(order) > FIRST_ERRORS and self._fails(card, names, [cells[row] for row in order[:FIRST_ERRORS]]):
            self._complain()
        order.sort()

        def compute(row: int, column: Column) -> Plain:
            try:
                return self.exactly.value(card, column.name, cells[row])
            except Lacking as lacking:
                card.lacking.setdefault(column.name, {})[cells[row]] = lacking.problems
                return None
            except KaoheError as error:
                where = {
                    "scheme": card.plan.scheme.label,
                    "card": card.plan.called,
                    "unit": cells[row][0],
                    "period": str(card.period_of[cells[row][1]]),
                }
                raise KaoheError([Problem(p.what, p.hint, **(where | p.where)) for p in error.problems]) from None

        card.frame = patch(card.frame, order, [card.columns[name] for name in names], compute)

    def _fails(self, card: CardRun, names: list[str], cells: list[Cell]) -> bool:
        for cell in cells:
            for name in names:
                try:
                    self.exactly.value(card, name, cell)
                except Lacking as lacking:
                    card.lacking.setdefault(name, {})[cell] = lacking.problems
        shown = [name for name in names if _matters(card, card.plan.steps[name])]
        return any(cell[1] in card.asked for name in shown for cell in card.lacking.get(name, ()))

    def _mark_pending(self, card: CardRun, steps: Iterable[Step]) -> None:
        """``X!``: the cells in which X rests on a row that is still pending."""
        for step in steps:
            sources = [f"{name}!" for name in step.reads if f"{name}!" in card.frame.columns]
            if sources:
                card.frame = card.frame.with_columns(
                    pl.any_horizontal(pl.col(sources).fill_null(False)).alias(f"{step.name}!")
                )

    def _complain(self) -> None:
        """Raises one KaoheError naming everything missing in the cells asked for."""
        problems: dict[str, Problem] = {}
        for card in self.cards:
            for name, cells in card.lacking.items():
                step = card.plan.steps.get(name)
                if step is None or not _matters(card, step):
                    continue
                for (_, t), found in cells.items():
                    if t in card.asked:
                        problems |= {str(problem): problem for problem in found}
        if problems:
            raise KaoheError(list(problems.values()))


def _in_order(program: Program, card: CardRun, name: str) -> None:
    """A grade is a code that can be compared: its order is that of the document, or of the bounds."""
    grades = card.plan.card.grades[name]
    bounds = grade_lines(card.plan.scheme, grades.lines)
    order = grades.order or tuple(sorted(bounds, key=bounds.__getitem__))
    if bounds:
        program.columns[name] = Column(name, "code", codes=order)
        program.values[name] = at_level(program, name)


def _matters(card: CardRun, step: Step) -> bool:
    """Whether a value is shown or decides an outcome; what only they read is named by them."""
    if step.role == "input":
        return step.name in card.plan.card.show
    return step.role in ("grade", "outcome") or (step.role == "node" and step.item is not None and not step.item.hidden)


def constants(card: CardRun) -> dict[str, Value]:
    """Parameters, and full marks known before any data, as values."""
    found: dict[str, Value] = {}
    for name, value in card.plan.scheme.constants.items():
        found[name] = Table(value) if isinstance(value, dict) else constant(value)
    for name, full in card.plan.fulls.items():
        if full is not None:
            found[f"{name}.full"] = constant(full)
    return found


def _tightened(column: Column, frame: pl.DataFrame) -> Column:
    """A column by what the data hold: never nothing where there is no gap, and no larger than it gets.

    Bounds are rounded outward to powers of ten, within those declared.
    """
    if column.kind != "number":
        return column
    if column.parts is not None:
        (top, upper), (bottom, lower) = column.parts
        whole = frame.get_column(top).null_count() == 0
        parts = ((top, _held(upper, frame, top, whole)), (bottom, _held(lower, frame, bottom, whole)))
        return replace(column, nullable=not whole, parts=parts)
    whole = frame.get_column(column.name).null_count() == 0
    return replace(column, nullable=not whole, range=_held(column.range, frame, column.name, whole))


def _held(r: Range, frame: pl.DataFrame, name: str, whole: bool) -> Range:
    series = frame.get_column(name)
    if not series.len():
        return r
    least, most = int(series.min() or 0), int(series.max() or 0)  # type: ignore[arg-type]
    low = max(r.low, -(10 ** len(str(-least)))) if least < 0 else max(r.low, 0) if r.low <= 0 else r.low
    high = min(r.high, 10 ** len(str(most))) if most > 0 else min(r.high, max(low, 0) + 1) if r.high > 0 else r.high
    if least == most and whole and r.slack == 0:
        return Range(r.denominator, least, most)
    if least < low or most > high:
        return replace(r, nullable=r.nullable and not whole)
    return Range(r.denominator, low, max(high, low), r.slack, r.nullable and not whole)


def _quantity(card: CardRun, step: Step) -> str | None:
    base = card.columns.get(f"{step.name.removesuffix('.provisional')}@")
    return base.quantity if base is not None else None
