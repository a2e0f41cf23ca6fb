"""Receipts as plain text."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from kaohe.core.explain.phrases import Language
from kaohe.plugins.receipts.parts import parts

if TYPE_CHECKING:
    from kaohe.core.explain import CaseReceipt, Receipt
    from kaohe.core.explain.receipt import Evidence

LONGEST = 15
WORDS: dict[str, dict[Language, str]] = {
    "of": {"zh": "(满分 {full})", "en": " of {full}"},
    "because": {"zh": "判定:", "en": "because"},
    "gated": {"zh": "若不计前提,应为", "en": "without its gate it would have been"},
    "note": {"zh": "注:", "en": "note:"},
    "row": {"zh": " [{file} 第 {row} 行]", "en": " [{file}, row {row}]"},
    "counts": {"zh": "计入", "en": "counts in"},
    "nowhere": {"zh": "没有计入本次计算的任何数值", "en": "counts in no value of this run"},
    "flags": {"zh": "标记:", "en": "flags:"},
}


def text(receipt: Receipt, language: str = "en", indent: str = "") -> str:
    """A receipt and its children, indented."""
    lang: Language = "zh" if language == "zh" else "en"
    title = receipt.title.get(lang, "")
    value = receipt.shown or receipt.state
    lines = [
        f"{receipt.node}  {title}: {value}"
        + (WORDS["of"][lang].format(full=receipt.full) if receipt.full else "")
        + (f"  ({receipt.state})" if receipt.state != "value" and receipt.shown else "")
    ]
    sentence = receipt.sentence.get(lang) or receipt.words.get(lang) or receipt.formula
    if sentence:
        lines.append(f"  {sentence}")
    lines += _arithmetic(receipt)
    lines += [f"  {WORDS['because'][lang]} {why}" for why in receipt.because]
    lines += [f"  {part}" for part in parts(receipt, lang)]
    if receipt.provisional:
        lines.append(f"  {WORDS['gated'][lang]} {receipt.provisional}")
    lines += [f"  「{quote.quote}」 {quote.at}" for quote in receipt.clauses if quote.quote]
    lines += [f"  {used.name} = {used.value} [{used.provenance}]" for used in receipt.parameters]
    lines += [f"  {WORDS['note'][lang]} {note[lang]}" for note in receipt.notes]
    lines += [f"  {row(one, lang)}" for one in receipt.evidence]
    body = "\n".join(indent + line for line in lines)
    return "\n".join([body, *(text(child, language, indent + "    ") for child in receipt.children)])


def _arithmetic(receipt: Receipt) -> list[str]:
    """The numbers filled in and what they make."""
    result = receipt.exact or receipt.value or receipt.state
    if len(result) > LONGEST:
        result = f"≈{receipt.value}"
    return [] if _is_number(receipt.arithmetic) else [f"  = {receipt.arithmetic} = {result}"]


def _is_number(text: str) -> bool:
    """Whether there is nothing to work out: the line above already shows the number."""
    try:
        Decimal(text.lstrip("≈").replace("−", "-") or "0")
    except InvalidOperation:
        return text in ("yes", "no", "–")
    return True


def row(evidence: Evidence, language: Language = "en") -> str:
    """One row behind a number, on one line."""
    values = [
        f"{evidence.titles.get(name, {}).get(language) or name} = {_said(value, language)}"
        for name, value in evidence.values.items()
        if name != "line"
    ]
    line = evidence.line_title.get(language) or (evidence.line or "").replace("_", " ")
    what = f"{evidence.ref} {evidence.at} {evidence.kind}" + (f" ({line})" if line else "")
    place = WORDS["row"][language].format(file=evidence.file, row=evidence.row) if evidence.file else ""
    return what + (f": {'; '.join(values)}" if values else "") + place


def _said(value: str, language: Language) -> str:
    return {"yes": "是", "no": "否"}.get(value, value) if language == "zh" else value


def case_text(receipts: list[CaseReceipt], language: str = "en") -> str:
    """What became of one event or ticket, scheme by scheme."""
    lang: Language = "zh" if language == "zh" else "en"
    lines = []
    for receipt in receipts:
        if receipt.evidence is None:
            lines.append(f"{receipt.scheme}: {receipt.why.get(lang, '')}")
            continue
        lines.append(f"{receipt.scheme}, {receipt.rows}: {row(receipt.evidence, lang)}")
        lines += [f"  「{quote.quote}」 {quote.at}" for quote in receipt.evidence.clauses if quote.quote]
        counts = "; ".join(receipt.nodes)
        same = [other for other in receipts if other.scheme == receipt.scheme]
        if counts:
            lines.append(f"  {WORDS['counts'][lang]} {counts}")
        elif receipt is same[-1] and not any(other.nodes for other in same):
            lines.append(f"  {WORDS['nowhere'][lang]}")
        if receipt.flags:
            lines.append(f"  {WORDS['flags'][lang]} {', '.join(receipt.flags)}")
    return "\n".join(lines)
