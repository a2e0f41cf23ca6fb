"""The values of other cells behind a number, a line for each kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from kaohe.core.explain.phrases import Language, phrase, say

if TYPE_CHECKING:
    from kaohe.core.explain import Receipt
    from kaohe.core.explain.receipt import Part

MOST = 12


def parts(receipt: Receipt, language: Language) -> Iterator[str]:
    """What was read of other units, periods and schemes; values of 0 are only counted."""
    for (scheme, card, node), group in groupby(receipt.parts, key=lambda part: (part.scheme, part.card, part.node)):
        found = list(group)
        told = [part for part in found if part.value not in (None, "0")]
        values = [f"{_where(part, receipt)}{part.value}" for part in told[:MOST]]
        if len(told) > MOST:
            values.append(say("label", "more", language, count=len(told) - MOST))
        if len(told) < len(found):
            values.append(say("label", "empty_parts", language, count=len(found) - len(told)))
        title = found[0].title.get(language) or node
        place = title if scheme == receipt.scheme and card == receipt.card else f"{scheme} {card}, {title}"
        yield f"{phrase('label', 'from', language)} {place}: {', '.join(values)}"


def _where(part: Part, receipt: Receipt) -> str:
    """Unit and period, where they are not the receipt's own."""
    named = [part.unit] if part.unit != receipt.unit else []
    named += [part.period] if part.period != receipt.period else []
    return f"{' '.join(named)} " if named else ""
