"""A scheme as a page: tree, formulas in words, clauses, parameters, what is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kaohe.core.explain.items import in_words
from kaohe.core.explain.names import Names, amount
from kaohe.core.explain.phrases import Language
from kaohe.core.explain.receipts import quote
from kaohe.core.explain.words import Words
from kaohe.core.results.trees import outline
from kaohe.core.run.plan import CardPlan

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme

WORDS = {
    "en": {"inputs": "Inputs", "parameters": "Parameters", "readings": "Readings", "left": "Clauses left out", "full": "full marks", "share": "of the total",
           "unit": "assesses", "money": "Money", "flags": "Flags", "duties": "Duties", "grades": "Grades", "card": "Card", "required": "required from you"},
    "zh": {"inputs": "输入", "parameters": "参数", "readings": "读法", "left": "未建模条款", "full": "满分", "share": "占总分", "unit": "考核对象",
           "money": "金额", "flags": "标记", "duties": "义务", "grades": "等级", "card": "评分卡", "required": "须由使用单位填写"},
}  # fmt: skip


def show(scheme: Scheme, plans: list[CardPlan], language: Language = "en") -> str:
    """The page as text; ``plans`` are the cards to show."""
    w, head = WORDS[language], scheme.text.get("scheme", {})
    lines = [
        f"{scheme.id}  {head.get('zh', '')} / {head.get('en', '')}",
        f"{head.get('organisation', '')}  class {scheme.document.scheme.kind}, version {scheme.version}",
        "",
    ]
    for plan in plans:
        lines += _card(scheme, plan, language)
    lines += [w["parameters"]]
    for name, parameter in scheme.parameters.items():
        title = scheme.text.get("parameter", {}).get(name, {}).get(language, "")
        value = w["required"] if parameter.required and parameter.value is None else amount(parameter.value, language)
        lines.append(
            f"  {name} = {value}  [{'required' if parameter.required and parameter.value is None else parameter.provenance}]  {title}"
        )
    if scheme.readings:
        lines += ["", w["readings"]]
        for name, value in scheme.readings.items():
            others = [other for other in scheme.raw["reading"][name] if other not in ("default", "clause", value)]
            lines.append(
                f"  {name} = {value}  (or: {', '.join(map(str, others))})  {scheme.text.get('reading', {}).get(name, {}).get(language, '')}"
            )
    lines += ["", f"{w['left']}: {len(scheme.not_modelled)}"]
    lines += [f"  {clause}: {reason}" for clause, reason in scheme.not_modelled.items()]
    return "\n".join(lines)


def _card(scheme: Scheme, plan: CardPlan, language: Language) -> list[str]:
    w, card = WORDS[language], plan.card
    names = Names(scheme, language, plan.name)
    lines = [f"{w['card']} {plan.called} ({card.period}), {w['unit']}: {', '.join(card.unit)}"]
    if card.input:
        lines.append(f"  {w['inputs']}")
        lines += [f"    {name}: {in_words(names, name, item)}" for name, item in card.input.items()]
    for line in outline(plan):
        item = card.node.get(line.node)
        if item is None:
            continue
        full = plan.fulls.get(line.node)
        marks = f"  [{w['full']} {float(full):g}]" if full is not None and item.full is not None else ""
        lines.append(f"{'  ' * (line.depth + 1)}{line.node}{marks}  {line.zh if language == 'zh' else line.en}")
        lines.append(f"{'  ' * (line.depth + 2)}= {in_words(names, line.node, item)}")
        for clause in item.clause:
            source = quote(scheme, clause)
            if source.quote:
                lines.append(f"{'  ' * (line.depth + 2)}「{source.quote}」 {source.at}")
    words = Words(names)
    for kind, parts in (("grades", card.grades), ("money", card.money), ("flags", card.flag), ("duties", card.duty)):
        if parts:
            lines.append(f"  {w[kind]}")
            for name, part in parts.items():
                text = getattr(part, "post", None) or getattr(part, "when", None) or ""
                lines.append(f"    {name}: {words.formula(text) if text else ''}".rstrip(": "))
    return [*lines, ""]
