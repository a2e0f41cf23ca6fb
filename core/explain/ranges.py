"""What the columns of a compiled scheme can hold: quantity, range, denominator, slack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from kaohe.core.explain.phrases import Language
from kaohe.core.numbers import LIMIT
from kaohe.core.program import Column
from kaohe.core.results.numbers import plain, rounded
from kaohe.core.run.cardplan import Step
from kaohe.core.run.dry import ROWS
from kaohe.core.run.execute import Outcome

HEADS = {
    "en": ("column", "quantity", "least", "most", "denominator", "slack", "kept as"),
    "zh": ("列", "量", "最小", "最大", "分母", "余量", "存为"),
}
WIDE = {"en": "; past 63 bits", "zh": ";超过 63 位"}
ABOUT = {
    "en": (
        "Each number is a whole number v of 63 bits: the value times its denominator lies in [v, v + slack); slack 0 is exact.\n"
        f"Compiled for the widest data that the catalogue declares, with up to {ROWS:,} cases in a cell; sums over other cells as if\n"
        "there were one (a run knows how many there are). A quotient is kept as its two whole numbers and cut only where others meet it.\n"
        "What passes 63 bits for the widest data is marked so: a run goes by the data it has, and stops where they would not fit."
    ),
    "zh": (
        "每个数存为 63 位以内的整数 v:数值乘分母落在 [v, v + 余量) 内,余量 0 表示精确。\n"
        f"按目录声明的最大取值编译,每格至多 {ROWS:,} 件;跨格合计按一格列出(运行时按实际格数放大)。商以分子、分母两个整数保存。\n"
        "按最大取值超过 63 位的列已注明:运行以实际数据为准,装不下时即停止。"
    ),
}  # fmt: skip


def ranges(outcome: Outcome, scheme: str, cards: Sequence[str], language: Language = "en") -> str:
    """The page: the columns of the rows tables, then those of each of the ``cards``."""
    lines = [ABOUT[language]]
    judge = outcome.judges[scheme]
    for name, judged in judge.done.items():
        if name in judge.scheme.rows:
            columns = [(key, judged.columns[key]) for key in judged.produced]
            lines += ["", f"rows {name}", *_table(columns, language)]
    for card in outcome.cards:
        if card.plan.scheme.label == scheme and card.plan.name in cards:
            found = [(name, card.columns[name]) for name, step in card.plan.steps.items() if _listed(step)]
            lines += ["", f"card {card.plan.called} ({', '.join(card.plan.card.unit)})", *_table(found, language)]
    return "\n".join(lines)


def _listed(step: Step) -> bool:
    return step.role in ("input", "node", "grade", "provisional")


def _table(columns: Iterable[tuple[str, Column]], language: Language) -> list[str]:
    rows = [HEADS[language], *(_row(name, column, language) for name, column in columns)]
    wide = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    right = (2, 3, 4, 5)
    return [
        "  " + "  ".join(cell.rjust(width) if place in right else cell.ljust(width) for place, (cell, width) in enumerate(zip(row, wide, strict=True))).rstrip()
        for row in rows
    ]  # fmt: skip


def _row(name: str, column: Column, language: Language) -> tuple[str, ...]:
    quantity = column.quantity or column.kind
    if column.kind != "number":
        said = {
            "code": " < ".join(column.codes) or "codes",
            "truth": "yes / no",
            "nothing": "nothing yet: no value is given",
        }
        return name, quantity, "", "", "", "", said.get(column.kind, column.kind)
    held = column.range
    kept = "whole number" if held.denominator == 1 and not held.slack else f"{held.denominator}ths"
    if column.parts is not None:
        (_, upper), (_, lower) = column.parts
        kept = f"quotient of up to {_size(upper.high)} / {_size(lower.high)}"
    elif held.denominator > 1:
        kept = f"multiple of 1/{held.denominator}"
    if not _held(column):
        kept += WIDE[language]
    least, most = column.ends if column.ends is not None else (held.least, Fraction(held.high, held.denominator))
    return name, quantity, _number(least), _number(most), _size(held.denominator), str(held.slack), kept


def _held(column: Column) -> bool:
    """Whether 63 bits hold the column, whatever the data."""
    spans = [column.range, *(span for _, span in column.parts or ())]
    return all(max(-span.low, span.high) + span.slack <= LIMIT for span in spans)


def _number(value: Fraction) -> str:
    text, exact = plain(value)
    return text if exact is None else f"≈{rounded(value, 4)}"


def _size(number: int) -> str:
    """A whole number; a power of ten above a million as such."""
    text = str(number)
    return f"10^{len(text) - 1}" if number > 10**6 and text.strip("0") == "1" else text
