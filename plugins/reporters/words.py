"""The words a reader of results meets, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal

from kaohe.core.results.contract import Node
from kaohe.core.results.numbers import shown

Language = Literal["en", "zh"]
STATES: dict[str, dict[Language, str]] = {
    "value": {"en": "", "zh": ""},
    "no_cases": {"en": "no cases", "zh": "无业务"},
    "missing": {"en": "missing", "zh": "缺数据"},
    "not_assessed": {"en": "not assessed", "zh": "未考核"},
    "not_ranked": {"en": "not ranked", "zh": "不排名"},
    "pending": {"en": "pending", "zh": "待定"},
}
LABELS: dict[str, dict[Language, str]] = {
    "unit": {"en": "unit", "zh": "单位"},
    "period": {"en": "period", "zh": "期间"},
    "node": {"en": "node", "zh": "项目"},
    "name": {"en": "name", "zh": "名称"},
    "full": {"en": "full", "zh": "满分"},
    "grade": {"en": "grade", "zh": "等级"},
    "rank": {"en": "rank", "zh": "名次"},
    "money": {"en": "money", "zh": "金额(元)"},
    "flags": {"en": "flags", "zh": "标记"},
    "duties": {"en": "duties", "zh": "事项"},
    "readings": {"en": "readings", "zh": "读法"},
    "else": {"en": "else", "zh": "否则"},
    "warning": {"en": "WARNING", "zh": "注意"},
    "coverage": {"en": "coverage", "zh": "覆盖率"},
}
SENTENCES: dict[str, dict[Language, str]] = {
    "illustrative": {
        "en": "ILLUSTRATIVE: {scheme} was run with numbers made up for trying out{names}. "
        "They are not the source's: do not publish, do not pay.",
        "zh": "演示数据:{scheme} 使用了试算用的自拟数值{names},并非原文规定,不得公布、不得据以发款。",
    },
    "partial": {
        "en": "PARTIAL: items without inputs are left out; rates are over what was assessed (see coverage); "
        "nothing is paid.",
        "zh": "部分考核:缺数据的项目未计入,得分率只按已考核部分计算(见覆盖率),不产生金额。",
    },
    "not_modelled": {"en": "{count} clauses not modelled", "zh": "{count} 条未建模"},
    "more_cells": {
        "en": "... and {count} more rows: choose with --unit or --period, or write files with -o DIR",
        "zh": "……另有 {count} 行:用 --unit 或 --period 选择,或用 -o DIR 写入文件",
    },
    "more_nodes": {
        "en": "{count} more nodes do not fit: --unit and --period show the tree of one unit, -o DIR writes all",
        "zh": "另有 {count} 个项目未列出:用 --unit 和 --period 查看单个单位的评分树,或用 -o DIR 写入全部",
    },
    "nothing": {"en": "nothing to show", "zh": "没有可显示的结果"},
}


def label(key: str, language: Language) -> str:
    """The word for a column or heading."""
    return LABELS[key][language]


def sentence(key: str, language: Language, **slots: object) -> str:
    """A sentence with its slots filled."""
    return SENTENCES[key][language].format(**slots)


def marks(node: Node, language: Language) -> str:
    """A node's value as shown, with its state in words and what it would have been without its gate."""
    word = STATES[node["state"]][language]
    notes = [word] if word else []
    if "provisional" in node:
        notes.append(f"{label('else', language)} {shown(Fraction(node['provisional']), 'points')}")
    if not node["shown"]:
        return ", ".join(notes)
    return f"{node['shown']} ({', '.join(notes)})" if notes else node["shown"]


def warnings(document: Mapping[str, Any], language: Language) -> list[str]:
    """What must be read before any number: illustrative schemes and partial runs."""
    found = [sentence("partial", language)] if document["run"]["partial"] else []
    for scheme in document["schemes"]:
        if scheme["illustrative"]:
            ours = [name for name, each in scheme["parameters"].items() if each["provenance"] == "illustrative"]
            names = f" ({', '.join(ours)})" if ours else ""
            found.append(sentence("illustrative", language, scheme=scheme["id"], names=names))
    return found
