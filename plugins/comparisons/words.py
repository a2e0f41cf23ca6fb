"""The words of a printed comparison, in English and Chinese."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kaohe.core.compare.compare import NO_RATE, NO_TOTAL
from kaohe.plugins.reporters.words import Language
from kaohe.plugins.reporters.words import sentence as sentence_of_results

if TYPE_CHECKING:
    from kaohe.core.compare import Comparison

TITLES: dict[str, dict[Language, str]] = {
    "cells": {
        "en": "Score on the 0-100 scale, rank, grade, money (yuan)",
        "zh": "得分率(0-100)、名次、等级、金额(元)",
    },
    "pairs": {"en": "Agreement (Kendall tau-b, Spearman rho)", "zh": "一致程度(Kendall tau-b、Spearman rho)"},
    "moves": {"en": "Largest rank moves", "zh": "名次变动最大者"},
    "saturation": {
        "en": "Saturation: nodes that hardly tell units apart",
        "zh": "饱和:难以区分单位的项目",
    },
    "data": {"en": "Data used and ignored (rows)", "zh": "使用与未使用的数据(行数)"},
}
HEADS: dict[str, dict[Language, str]] = {
    "rate": {"en": "rate", "zh": "得分率"},
    "rank": {"en": "rank", "zh": "名次"},
    "grade": {"en": "grade", "zh": "等级"},
    "money": {"en": "money", "zh": "金额(元)"},
    "schemes": {"en": "schemes", "zh": "办法"},
    "scheme": {"en": "scheme", "zh": "办法"},
    "cells": {"en": "cells", "zh": "格数"},
    "same_order": {"en": "same order", "zh": "同序"},
    "same_rank": {"en": "same rank", "zh": "同名次"},
    "top_three": {"en": "top three shared", "zh": "前三名重合"},
    "same_grade": {"en": "same grade", "zh": "同等级"},
    "node": {"en": "node", "zh": "项目"},
    "floor": {"en": "at 0", "zh": "为零"},
    "top": {"en": "full or cap", "zh": "满分或封顶"},
    "no_cases": {"en": "no cases", "zh": "无业务"},
    "used": {"en": "uses", "zh": "使用"},
    "ignored": {"en": "ignores", "zh": "未使用"},
    "absent": {"en": "would use", "zh": "可用而缺"},
}
SENTENCES: dict[str, dict[Language, str]] = {
    "more_cells": {
        "en": "... and {count} more units and periods: write files with -o DIR to see them all",
        "zh": "……另有 {count} 个单位与期间:用 -o DIR 写入文件查看全部",
    },
}

UNRATED: dict[str, dict[Language, str]] = {
    NO_RATE: {"en": NO_RATE, "zh": "总分无得分率"},
    NO_TOTAL: {"en": NO_TOTAL, "zh": "没有总分(total),只比较等级和金额"},
}


def title(name: str, language: Language) -> str:
    """The heading of a part."""
    return TITLES[name][language]


def head(name: str, language: Language) -> str:
    """The heading of a column."""
    return HEADS[name][language]


def sentence(key: str, language: Language, **slots: object) -> str:
    """A sentence with its slots filled."""
    return SENTENCES[key][language].format(**slots)


def warnings(comparison: Comparison, language: Language) -> list[str]:
    """What must be read before any number."""
    found = [sentence_of_results("partial", language)] if comparison.run["partial"] else []
    for scheme in comparison.schemes:
        if scheme["illustrative"]:
            found.append(sentence_of_results("illustrative", language, scheme=scheme["id"], names=""))
    return found
