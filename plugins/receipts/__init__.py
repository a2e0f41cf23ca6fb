"""Receipts as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kaohe.core.explain import CaseReceipt, Receipt
    from kaohe.core.explain.receipt import Evidence


def text(receipt: Receipt, language: str = "en", indent: str = "") -> str:
    """A receipt and its children, indented."""
    lang = "zh" if language == "zh" else "en"
    title = receipt.title.get(lang, "")  # type: ignore[call-overload]
    value = receipt.shown or receipt.state
    lines = [
        f"{receipt.node}  {title}: {value}"
        + (f" of {receipt.full}" if receipt.full else "")
        + (f"  ({receipt.state})" if receipt.state != "value" and receipt.shown else "")
    ]
    sentence = receipt.sentence.get(lang) or receipt.words.get(lang) or receipt.formula  # type: ignore[call-overload]
    if sentence:
        lines.append(f"  {sentence}")
    if receipt.arithmetic and receipt.arithmetic != value:
        lines.append(f"  = {receipt.arithmetic} = {receipt.exact or receipt.value or receipt.state}")
    lines += [f"  because {why}" for why in receipt.because]
    if receipt.provisional:
        lines.append(f"  without its gate it would have been {receipt.provisional}")
    lines += [f"  「{quote.quote}」 {quote.at}" for quote in receipt.clauses if quote.quote]
    lines += [f"  {used.name} = {used.value} [{used.provenance}]" for used in receipt.parameters]
    lines += [f"  note: {note[lang]}" for note in receipt.notes]  # type: ignore[index]
    lines += [f"  {row(one)}" for one in receipt.evidence]
    body = "\n".join(indent + line for line in lines)
    return "\n".join([body, *(text(child, language, indent + "    ") for child in receipt.children)])


def row(evidence: Evidence) -> str:
    """One row behind a number, on one line."""
    values = ", ".join(f"{name} {value}" for name, value in evidence.values.items() if name != "line")
    place = f" [{evidence.file}, row {evidence.row}]" if evidence.file else ""
    line = f" line {evidence.line}" if evidence.line else ""
    return f"{evidence.ref} {evidence.at} {evidence.kind}{line}: {values}{place}"


def case_text(receipts: list[CaseReceipt]) -> str:
    """What became of one event or ticket."""
    lines = []
    for receipt in receipts:
        lines.append(f"{receipt.scheme}, rows {receipt.rows}: {row(receipt.evidence)}")
        lines += [f"  「{quote.quote}」 {quote.at}" for quote in receipt.evidence.clauses if quote.quote]
        if receipt.nodes:
            lines.append(f"  counts in {', '.join(receipt.nodes)}")
        if receipt.flags:
            lines.append(f"  flags: {', '.join(receipt.flags)}")
    return (
        "\n".join(lines)
        or "no scheme of this run looks at it: not verified, of another kind, or another row of its incident counts"
    )
