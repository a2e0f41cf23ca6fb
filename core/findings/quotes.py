"""Numbers, spans and edge words in quoted Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

NUMBER = r"\d+(?:\.\d+)?"
SPAN = re.compile(rf"({NUMBER})\s*%?\s*[-\u2014\u2013~\uff5e至到]\s*({NUMBER})\s*(?:%|分|字|户|元|次|小时|天|分钟)?")
FROM = re.compile(rf"({NUMBER})\s*[^\d,,;;。]{{0,2}}(?:以上|及以上)")
UP_TO = re.compile(rf"({NUMBER})\s*[^\d,,;;。]{{0,2}}(?:以下|以内|及以下)")
HIGH_BEFORE = (
    "不低于",
    "为",
    "不少于",
    "不小于",
    "达到",
    "完成",
    "达",
    "满",
    "≥",
    "低于",
    "小于",
    "少于",
    "不满",
    "不足",
    "<",
)
LOW_BEFORE = ("不高于", "时限为", "限为", "前", "不超过", "不大于", "不多于", "≤", "超过", "高于", "大于", "多于", ">")
HIGH_AFTER, LOW_AFTER = ("以上", "及以上"), ("以下", "及以下", "以内", "之内", "内")
REST = re.compile(r"其余|其他|余下")
NUMERALS = dict(zip("一二两三四五六七八九十", (1, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True))
TARGETS = r"目标值|目标|标准|要求|指标"
UNIT = r"[^\d,,;;。、()()]{0,3}?"


@dataclass(frozen=True)
class Edge:
    """A word that says on which side the boundary itself lies: ``high`` with what is above it; None if none says so."""

    word: str
    high: bool | None


def spans(quote: str) -> list[tuple[Fraction, Fraction | None]]:
    """The spans that a text prints, lowest first; without an upper end: as far as the next one.

    >>> [(str(low), str(high)) for low, high in spans("80字以上得100分;70-79字得90分")]
    [('70', '79'), ('80', 'None')]
    >>> [(str(low), str(high)) for low, high in spans("90分及以上为A,75分及以上为B,其余为C")]
    [('0', 'None'), ('75', 'None'), ('90', 'None')]
    """
    found: list[tuple[Fraction, Fraction | None]] = [(Fraction(a), Fraction(b)) for a, b in SPAN.findall(quote)]
    found += [(Fraction(a), None) for a in FROM.findall(quote)]
    found += [(Fraction(0), Fraction(a)) for a in UP_TO.findall(quote)]
    found += [(Fraction(0), None)] if found and REST.search(quote) else []
    return sorted(found, key=lambda one: (one[0], one[1] is None))


def edges(quote: str, number: Fraction) -> list[Edge]:
    """What the words around each mention of a number say of it.

    >>> edges("月用户满意率高于99%的", Fraction(99))
    [Edge(word='高于99', high=False)]
    >>> [edge.word for edge in edges("超过三次以上的", Fraction(3))]
    ['超过三', '三次以上']
    """
    return list(_around(quote, "|".join(_written(number))))


def target_edges(quote: str) -> list[Edge]:
    """The same around words that stand for a number which is not printed.

    >>> [(edge.word, edge.high) for edge in target_edges("小于目标值时全额核发;超过目标值时考核")]
    [('小于目标值', True), ('超过目标值', False)]
    """
    return [edge for edge in _around(quote, TARGETS, after=False) if edge.high is not None]


def _around(quote: str, written: str, after: bool = True) -> Iterator[Edge]:
    before = "|".join(sorted((*HIGH_BEFORE, *LOW_BEFORE), key=len, reverse=True))
    behind = "|".join(sorted((*HIGH_AFTER, *LOW_AFTER), key=len, reverse=True))
    for match in re.finditer(
        rf"(?P<before>{before})?\s*(?<![\d.])(?P<number>{written})(?![\d.])(?P<unit>{UNIT}(?P<after>{behind})|)", quote
    ):
        word = match["before"]
        if re.search(rf"含\s*{re.escape(match['number'])}(?![\d.])", quote):
            yield Edge(
                f"含{match['number']}",
                not re.search(rf"[-\u2014\u2013~\uff5e至到]\s*{re.escape(match['number'])}(?![\d.])", quote),
            )
        elif word:
            yield Edge(f"{word}{match['number']}", word in HIGH_BEFORE)
        if after and match["after"]:
            yield Edge(f"{match['number']}{match['unit']}", match["after"] in HIGH_AFTER)
        elif not word and not match["after"]:
            yield Edge(quote[match.start("number") : match.end("number") + 2], None)


def _written(number: Fraction) -> list[str]:
    """A number as texts write it: digits, or one Chinese numeral before a measure word."""
    plain = decimal(number)
    numerals = [f"{sign}(?=次|个|小时|天|日|名)" for sign, value in NUMERALS.items() if value == number]
    return [re.escape(plain) + r"(?:\.0+)?", *numerals]


def decimal(value: Fraction) -> str:
    """A number for reading.

    >>> decimal(Fraction(189, 2))
    '94.5'
    """
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.10g}"
