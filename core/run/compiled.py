"""Steps of a card as one program over its cells, as wide as the data need and 63 bits allow."""

from __future__ import annotations

from collections.abc import Callable

import polars as pl

from kaohe.core.errors import KaoheError, Problem
from kaohe.core.numbers import TooLarge
from kaohe.core.operations import Operation
from kaohe.core.program import Column, Program
from kaohe.core.run.cardplan import Step
from kaohe.core.run.cardrun import CardRun, matters
from kaohe.core.run.constants import constants
from kaohe.core.run.gradelines import grade_lines
from kaohe.core.run.judge import at_level

Held = Callable[[Column, pl.DataFrame], Column]


def compiled(
    card: CardRun, steps: list[Step], operations: dict[str, Operation], read_elsewhere: set[str], held: Held
) -> tuple[Program, int]:
    """A program of the first so many steps; ``read_elsewhere``: steps that other cells read. Raises KaoheError."""
    count = len(steps)
    while True:
        fits = 0
        for digits in (12, 9, 6):
            program, fits, error = _compiled(card, steps[:count], operations, read_elsewhere, held, digits)
            if error is None:
                return program, count
            if fits:
                break
            if digits == 6:
                raise KaoheError(error.problems) from None
        count = fits


def _compiled(
    card: CardRun,
    steps: list[Step],
    operations: dict[str, Operation],
    read_elsewhere: set[str],
    held: Held,
    digits: int,
) -> tuple[Program, int, TooLarge | None]:
    """A program of the steps; if one is too large, how many fit before it."""
    scheme = card.plan.scheme
    read = {name for step in steps for name in step.reads} - {step.name for step in steps}
    columns = {name: card.columns[name] for name in read if name in card.columns}
    columns = {
        name: held(column, card.frame)
        for name, column in columns.items()
        if column.name in card.frame.columns or column.kind == "nothing"
    }
    program = Program(columns, constants(card), operations, digits)
    for count, step in enumerate(steps):
        try:
            aside = step.role == "input" and not matters(card, step) and step.name not in read_elsewhere
            column = program.define(step.name, step.tree, step.quantity or _quantity(card, step), aside)
            if step.role == "outcome" and step.name.endswith((".when", ".holds")):
                column.must_be("truth")
            if step.role == "grade":
                _in_order(program, card, step.name)
        except KaoheError as error:
            problems = [
                Problem(p.what, p.hint, **({"scheme": scheme.id, "card": card.plan.name, "node": step.name} | p.where))
                for p in error.problems
            ]
            if isinstance(error, TooLarge):
                return program, count, TooLarge(problems)
            raise KaoheError(problems) from None
    return program, len(steps), None


def _in_order(program: Program, card: CardRun, name: str) -> None:
    """A grade is a code that can be compared: its order is that of the document, or of the bounds."""
    grades = card.plan.card.grades[name]
    bounds = grade_lines(card.plan.scheme, grades.lines)
    order = grades.order or tuple(sorted(bounds, key=bounds.__getitem__))
    if bounds:
        program.columns[name] = Column(name, "code", codes=order)
        program.values[name] = at_level(program, name)


def _quantity(card: CardRun, step: Step) -> str | None:
    base = card.columns.get(f"{step.name.removesuffix('.provisional')}@")
    return base.quantity if base is not None else None
