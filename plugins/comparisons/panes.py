"""The parts of a printed comparison; each is None if it has nothing to show. Imports rich: import it late."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import islice
from typing import TYPE_CHECKING

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from kaohe.core.compare.coefficient import Coefficient
from kaohe.core.compare.sentences import sentence
from kaohe.core.results.numbers import rounded, shown
from kaohe.plugins.comparisons import pivot
from kaohe.plugins.comparisons.words import head
from kaohe.plugins.reporters.sheets import width
from kaohe.plugins.reporters.words import Language, label

if TYPE_CHECKING:
    from kaohe.core.compare import Comparison

ENDS = ("floor", "top", "no_cases")
PERCENT = 10  # ! 100.00 %


def cells(comparison: Comparison, language: Language, most: int, console_width: int) -> Group | None:
    """Period x unit, with each scheme's columns under its number; in several tables if they do not fit side by side."""
    numbers = {scheme: number for number, scheme in enumerate(comparison.cells, 1)}
    made: list[Table] = []
    for wanted in _fitting(comparison, pivot.columns(comparison), language, most, console_width):
        table = _table()
        for key in ("period", "unit"):
            table.add_column(label(key, language), no_wrap=True)
        for column in wanted:
            table.add_column(Text(_heading(column, numbers[column.scheme], language)), justify="right", no_wrap=True)
        for row in islice(pivot.rows(comparison, wanted, language), most):
            if any(row[2:]):
                table.add_row(*row)
        made.append(table)
    return Group(*made) if made else None


def _fitting(
    comparison: Comparison, every: list[pivot.Column], language: Language, most: int, console_width: int
) -> Iterator[list[pivot.Column]]:
    """The columns in portions that fit the console, all columns of a scheme together."""
    rows = list(islice(pivot.rows(comparison, every, language), most))
    widths = [max((width(row[number]) for row in rows), default=0) for number in range(len(every) + 2)]
    left = room = console_width - sum(max(each, 6) + 3 for each in widths[:2])
    portion: list[pivot.Column] = []
    for number, scheme in enumerate(comparison.cells, 1):
        wanted = {at: column for at, column in enumerate(every, 2) if column.scheme == scheme}
        needed = sum(max(widths[at], width(_heading(each, number, language))) + 3 for at, each in wanted.items())
        if portion and needed > left:
            yield portion
            portion, left = [], room
        portion += wanted.values()
        left -= needed
    if portion:
        yield portion


def _heading(column: pivot.Column, number: int, language: Language) -> str:
    return f"[{number}] {'%' if column.what == 'rate' else label(column.what, language)}"


def pairs(comparison: Comparison, language: Language) -> Table | None:
    """Coefficients and counts of every pair that rates or grades the same units."""
    numbers = {scheme: number for number, scheme in enumerate(comparison.cells, 1)}
    heads = ("schemes", "cells", "same_order", "same_rank", "top_three", "same_grade")
    names = [head(name, language) for name in heads]
    table = _table()
    table.add_column(names[0], no_wrap=True)
    for name in (names[1], "tau-b", "rho", *names[2:]):
        table.add_column(name, justify="right", overflow="fold")
    for each in comparison.pairs:
        if each.cells or each.graded:
            count, (both, either) = each.concordance, each.top
            table.add_row(
                f"[{numbers[each.first]}] - [{numbers[each.second]}]",
                str(each.cells),
                _coefficient(each.tau),
                _coefficient(each.rho),
                f"{count.concordant}/{count.pairs}",
                f"{each.same_rank}/{each.cells}",
                f"{both}/{either}",
                f"{each.same_grade}/{each.graded}" if each.graded else "",
            )
    return table if table.row_count else None


def moves(comparison: Comparison, language: Language) -> Text | None:
    """A sentence for each move."""
    numbers = {scheme: f"[{number}]" for number, scheme in enumerate(comparison.cells, 1)}
    found = [sentence(move, language, numbers) for every in comparison.moves.values() for move in every]
    return Text("\n".join(found)) if found else None


def saturation(comparison: Comparison, language: Language) -> Table | None:
    """The nodes for which a notice is due, with the shares of cells at each end; a reached limit is marked.

    Schemes under which a node stands alike (variants, mostly) share a row.
    """
    numbers = {scheme: number for number, scheme in enumerate(comparison.cells, 1)}
    alike: dict[tuple[str, ...], list[str]] = {}
    for each in comparison.saturated:
        shares = (f"{'! ' if end in each.notices else ''}{_percent(each.share(end))}" for end in ENDS)
        row = (f"{each.card}.{each.node}", str(each.cells), *shares)
        alike.setdefault(row, []).append(f"[{numbers[each.scheme]}]")
    table = _table(head("scheme", language), head("node", language))
    for name in ("cells", *ENDS):
        table.add_column(head(name, language), justify="right", min_width=PERCENT)
    for row, schemes in alike.items():
        table.add_row(" ".join(schemes), *row)
    return table if alike else None


def data(comparison: Comparison, language: Language) -> Table | None:
    """What each scheme uses, ignores and asks for in vain; schemes that read the same share an entry."""
    numbers = {scheme: number for number, scheme in enumerate(comparison.cells, 1)}
    alike: dict[tuple[str, str, str], list[str]] = {}
    for each in comparison.data:
        said = (_names(each.used), _names(each.ignored), _names(dict.fromkeys(each.absent)))
        alike.setdefault(said, []).append(f"[{numbers.get(each.scheme, each.scheme)}]")
    table = Table.grid(padding=(0, 3, 0, 0))
    for said, schemes in alike.items():
        for name, text in zip(("used", "ignored", "absent"), said, strict=True):
            if text:
                table.add_row(" ".join(schemes) if name == "used" else "", head(name, language), text)
    return table if alike else None


def _table(*names: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for name in names:
        table.add_column(name, overflow="fold")
    return table


def _names(names: Mapping[tuple[str, str], int | None], most: int = 8) -> str:
    """By table, the first names with their rows, then how many more."""
    tables: dict[str, list[str]] = {}
    for (table, name), rows in names.items():
        tables.setdefault(table, []).append(name if rows is None else f"{name} {rows}")
    lines = (
        f"{table}: {', '.join(said[:most])}" + (f", ... +{len(said) - most}" if len(said) > most else "")
        for table, said in tables.items()
    )
    return "\n".join(lines)


def _coefficient(found: Coefficient) -> str:
    return "-" if found.value is None else rounded(found.value, 4)


def _percent(share: Fraction) -> str:
    return f"{shown(100 * share, 'percent')} %"
