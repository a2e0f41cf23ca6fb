"""A scheme as a page: tree, formulas in words, clauses, parameters, what is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kaohe.core.explain.items import in_words
from kaohe.core.explain.names import Names, amount, number
from kaohe.core.explain.phrases import Language, phrase, say
from kaohe.core.explain.receipts import quote
from kaohe.core.explain.show_rows import rows_page
from kaohe.core.explain.words import Words
from kaohe.core.results.trees import outline
from kaohe.core.run.cardplan import CardPlan

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme


def show(scheme: Scheme, plans: list[CardPlan], language: Language = "en") -> str:
    """The page as text; ``plans`` are the cards to show."""
    lines = [*_head(scheme, language), ""]
    for plan in plans:
        lines += [*_card(scheme, plan, language), ""]
    for name in scheme.rows:
        lines += [*rows_page(scheme, name, language), ""]
    lines += [label("parameters", language), *_parameters(scheme, language)]
    if scheme.readings:
        lines += ["", label("readings", language), *_readings(scheme, language)]
    lines += ["", f"{label('not_modelled', language)}: {len(scheme.not_modelled)}"]
    for clause, reason in scheme.not_modelled.items():
        words = quote(scheme, clause)
        lines.append(f"  {clause}: {reason}" + (f" 「{words.quote}」 {words.at}" if words.quote else ""))
    return "\n".join(lines)


def label(key: str, language: Language) -> str:
    """A heading."""
    return phrase("label", key, language)


def clauses(scheme: Scheme, names: Iterable[str], indent: str) -> Iterator[str]:
    """The clauses with their words, a line each."""
    for clause in names:
        words = quote(scheme, clause)
        if words.quote:
            yield f"{indent}「{words.quote}」 {words.at}"


def _head(scheme: Scheme, language: Language) -> Iterator[str]:
    head, document = scheme.text.get("scheme", {}), scheme.document.scheme
    yield f"{scheme.id}  {head.get('zh', '')} / {head.get('en', '')}"
    facts = [
        head.get("organisation", ""),
        f"{label('class', language)} {document.kind}",
        f"{label('version', language)} {scheme.version}",
        say("label", "in_force", language, date=document.effective_from) if document.effective_from else "",
    ]
    yield "  ".join(fact for fact in facts if fact)


def _card(scheme: Scheme, plan: CardPlan, language: Language) -> Iterator[str]:
    card, names = plan.card, Names(scheme, language, plan.name)
    words = Words(names)
    units = ", ".join(card.unit) + (f" ({words.formula(card.where)})" if card.where else "")
    each = say("label", "each", language, period=phrase("period", card.period, language), units=units)
    yield f"{label('card', language)} {plan.called}: {each}"
    if card.input:
        yield f"  {label('inputs', language)}"
        yield from (f"    {name}: {in_words(names, name, item)}" for name, item in card.input.items())
    for line in outline(plan):
        if line.node in card.node:
            share = say("label", "share", language, share=number(line.share * 100)) if line.share and line.depth else ""
            yield from _node(scheme, plan, line.node, share, "  " * (line.depth + 1), language)
    hidden = {name: item for name, item in card.node.items() if item.hidden}
    if hidden:
        yield f"  {label('hidden', language)}"
        for name in hidden:
            yield from _node(scheme, plan, name, "", "    ", language)
    for kind, parts in (
        ("grades", card.grades),
        ("money", card.money),
        ("flags", card.flag),
        ("duties", card.duty),
        ("checks", card.check),
    ):
        if parts:
            yield f"  {label(kind, language)}"
            yield from (f"    {name}{_outcome(words, part)}" for name, part in parts.items())


def _node(scheme: Scheme, plan: CardPlan, name: str, share: str, indent: str, language: Language) -> Iterator[str]:
    item, full = plan.card.node[name], plan.fulls.get(name)
    names = Names(scheme, language, plan.name)
    facts = [f"{phrase('word', 'full', language)} {amount(full, language)}"] if full is not None else []
    facts += [share] if share else []
    title = names(name) if names(name) != name else ""
    yield f"{indent}{name}" + (f"  [{', '.join(facts)}]" if facts else "") + (f"  {title}" if title else "")
    rule = names.rule(name)
    if rule:
        yield f"{indent}  {rule}"
    yield f"{indent}  = {in_words(names, name, item)}"
    yield from clauses(scheme, item.clause, f"{indent}  ")


def _outcome(words: Words, part: object) -> str:
    """The formula of a posting, flag, duty, check or of the lines of grades."""
    account = getattr(part, "account", None)
    accounts = f" ({account} / {getattr(part, 'counter', '')})" if account else ""
    lines = getattr(part, "lines", None)
    if lines is not None:
        held = lines if isinstance(lines, dict) else words.names.scheme.constants.get(lines)
        bounds = {grade: words.formula(line) if isinstance(line, str) else amount(line, words.language) for grade, line in dict(held or {}).items()}  # type: ignore[call-overload]  # fmt: skip
        listed = ", ".join(f"{grade} ≥ {bound}" for grade, bound in bounds.items())
        return f": {words.names(getattr(part, 'of', ''))}: {listed or words.names(str(lines))}"
    text = getattr(part, "post", None) or getattr(part, "when", None) or getattr(part, "holds", None)
    return accounts + (f": {words.formula(text)}" if text else "")


def _parameters(scheme: Scheme, language: Language) -> Iterator[str]:
    for name, parameter in scheme.parameters.items():
        title = scheme.text.get("parameter", {}).get(name, {}).get(language, "")
        lacks = parameter.required and parameter.value in (None, {})
        provenance = phrase("provenance", "required" if lacks else parameter.provenance, language)
        value = "?" if lacks else amount(parameter.value, language)
        yield f"  {name} = {value}  [{provenance}]  {title}".rstrip()
        yield from clauses(scheme, parameter.clause, "    ")


def _readings(scheme: Scheme, language: Language) -> Iterator[str]:
    for name, value in scheme.readings.items():
        spec, default = scheme.raw["reading"][name], scheme.default_readings[name]
        others = [key for key in (default, *spec) if key not in ("clause", "default", value)]
        title = scheme.text.get("reading", {}).get(name, {}).get(language, "")
        standing = f" ({label('default', language)})" if value == default else ""
        yield f"  {name} = {value}{standing} | {' | '.join(dict.fromkeys(map(str, others)))}  {title}".rstrip()
        clause = spec.get("clause", ())
        yield from clauses(scheme, (clause,) if isinstance(clause, str) else clause, "    ")
