"""Score: cards in stages, each stage one program over the cells; rows in doubt settled in fractions."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl

from kaohe.core.errors import KaoheError, did_you_mean
from kaohe.core.operations import Operation
from kaohe.core.program import Column
from kaohe.core.program.program import DOUBT
from kaohe.core.run import links, ranks, references
from kaohe.core.run.cardplan import STATES, Step
from kaohe.core.run.cardrun import CardRun
from kaohe.core.run.compiled import Held, compiled
from kaohe.core.run.exactly import Exactly
from kaohe.core.run.held import tightened
from kaohe.core.run.order import Order
from kaohe.core.run.passes import Pass, together
from kaohe.core.run.reference import Reference
from kaohe.core.run.settings import Settings
from kaohe.core.run.settling import Settling
from kaohe.core.tables import Tables


class Score:
    """Computes every step of several cards, in an order in which each finds what it reads."""

    def __init__(
        self,
        cards: list[CardRun],
        tables: Tables,
        settings: Settings,
        operations: Callable[[CardRun], dict[str, Operation]],
        held: Held = tightened,
    ) -> None:
        self.cards, self.tables, self.settings, self.operations_of = cards, tables, settings, operations
        self.by_key = {card.plan.key: card for card in cards}
        self.by_id = {(card.plan.scheme.id, card.plan.name): card for card in reversed(cards)}
        self.exactly = Exactly(operations(cards[0]) if cards else {}, self.reference, self.links, settings.partial)
        self.settling = Settling(cards, self.exactly, settings.partial)
        self.held = held
        self.in_doubt = 0
        self.linked: set[tuple[tuple[str, str], str]] = set()
        self.progress: Callable[[int, int], None] = lambda done, total: None

    def run(self) -> None:
        """Scores everything. Raises KaoheError for cycles, missing values in the cells asked for, values out of range."""
        order = Order(self.cards, self.reference)
        self.linked = order.linked()
        total = len(order.waiting)
        while order.waiting:
            self.progress(total - len(order.waiting), total)
            stage = order.stage()
            if stage is not None:
                place, names = stage
                names = self._compute(self.cards[place], names)
            else:
                place, names = order.loop()
                self._by_period(self.cards[place], names)
            order.done(place, names)
        self.settling.complain()

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
        return links.links(reference, self.tables)

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
        elsewhere = {name for key, name in self.linked if key == card.plan.key}
        program, count = compiled(card, steps, self.operations_of(card), elsewhere, self.held)
        steps, names = steps[:count], names[:count]
        done = program.run(card.frame, self.settings.engine)
        special = self.settling.special(card, steps)
        doubtful = set(done.select(pl.arg_where(pl.col(DOUBT))).to_series().to_list())
        self.in_doubt += len(doubtful - special)
        card.frame = done.drop(DOUBT)
        for name in names:
            card.columns[name] = program.columns[name]
        self.settling.settle(card, names, doubtful | special)
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

    def _mark_pending(self, card: CardRun, steps: Iterable[Step]) -> None:
        """``X!``: the cells in which X rests on a row that is still pending."""
        for step in steps:
            sources = [f"{name}!" for name in step.reads if f"{name}!" in card.frame.columns]
            if sources:
                card.frame = card.frame.with_columns(
                    pl.any_horizontal(pl.col(sources).fill_null(False)).alias(f"{step.name}!")
                )
