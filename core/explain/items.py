"""An input or node in words: its source, its formula, its limits."""

from __future__ import annotations

from kaohe.core.documents.model import Item
from kaohe.core.explain.names import Names
from kaohe.core.explain.phrases import has, phrase, say
from kaohe.core.explain.words import Words


def in_words(names: Names, name: str, item: Item) -> str:
    """What an input or node is, as a sentence."""
    words = Words(names)
    text = _source(words, name, item)
    listed = _list(words, item)
    if item.value is not None:
        value = words.formula(item.value)
        text = (
            value
            if not listed
            else value.replace(phrase("word", "sum", names.language), listed).replace(
                phrase("word", "mean", names.language), listed
            )
        )
    elif listed:
        text = listed
    extras = []
    if item.no_cases is not None:
        extras.append(say("source", "no_cases", names.language, value=words.formula(item.no_cases)))
    if item.missing is not None:
        extras.append(say("source", "missing", names.language, value=words.formula(item.missing)))
    if item.lacking not in (None, "error", "skip"):
        extras.append(say("source", "missing", names.language, value=words.formula(str(item.lacking))))
    if item.cap is not None:
        cap = phrase("word", "full", names.language) if item.cap == "full" else words.formula(item.cap)
        extras.append(say("source", "cap", names.language, cap=cap))
    extras += [say("source", "zero_if", names.language, condition=words.formula(gate)) for gate in item.zero_if]
    return phrase("cases", "join", names.language).join([text, *extras])


def _source(words: Words, name: str, item: Item) -> str:
    names, language = words.names, words.names.language
    if item.measured:
        title = names(item.measured) if isinstance(item.measured, str) else names(name)
        if item.rows:
            return say("source", "else_rows", language, name=title, rows=_rows(words, item))
        key = "measured_segment" if item.segment else "measured"
        return say("source", key, language, name=title, segment=item.segment)
    if item.rated:
        full = words.formula(item.full) if item.full is not None else "100"
        return say("source", "rated", language, name=names(name), full=full)
    if item.rows:
        return _rows(words, item)
    return _reference(words, item) if item.from_ else ""


def _rows(words: Words, item: Item) -> str:
    names, language = words.names, words.names.language
    inner = Words(Names(names.scheme, language, names.card, item.rows[0] if item.rows[0] in names.scheme.rows else ""))
    how = item.how or ("sum" if item.each is not None else "count")
    key = f"rows_{how}_distinct" if how == "count" and item.distinct else f"rows_{how}"
    where = say("source", "where", language, condition=inner.formula(item.where)) if item.where is not None else ""
    if item.through is not None and how == "rate":
        per, kept = inner.names(item.through.per), inner.formula(item.through.where or "true")
        rows = phrase("word", "comma", language).join(names.rows_title(kind) for kind in item.rows)
        return say("source", "rows_rate_through", language, rows=rows, per=per, each=kept, where=where)
    if item.through is not None:
        where += say("source", "through", language, per=inner.names(item.through.per))
    rows = phrase("word", "comma", language).join(names.rows_title(kind) for kind in item.rows)
    each = inner.formula(item.each) if item.each is not None else ""
    return say("source", key, language, rows=rows, each=each, where=where, distinct=inner.names(item.distinct or ""))


def _reference(words: Words, item: Item) -> str:
    names, language = words.names, words.names.language
    assert item.from_ is not None
    scheme, colon, rest = item.from_.rpartition(":")
    card, _, name = rest.partition(".")
    title = name if colon else Names(names.scheme, language, card)(name)
    if colon:
        title = say("source", "from_scheme", language, scheme=scheme, name=title)
    how = item.how or (
        "sum" if item.who in ("members", "segments", "peers") or item.when in ("parts", "so_far") else "last"
    )
    key = f"{item.who}_{item.when}"
    key = key if has("reference", key) else "other"
    return say("reference", key, language, name=title, how=phrase("how", how, language), who=item.who, when=item.when)


def _list(words: Words, item: Item) -> str:
    names, language = words.names, words.names.language
    comma = phrase("word", "comma", language)
    if item.sum is not None:
        return say("source", "sum", language, list=comma.join(names(child) for child in item.sum))
    if item.weighted is not None:
        parts = [
            say("source", "weight", language, weight=words.formula(w), name=names(child))
            for child, w in item.weighted.items()
        ]
        return " + ".join(parts)
    if isinstance(item.mean, dict):
        weights = {child: words.formula(weight) for child, weight in item.mean.items()}
        if len(set(weights.values())) > 1:
            parts = [
                say("source", "mean_weight", language, weight=weight, name=names(child))
                for child, weight in weights.items()
            ]
            return say("source", "mean_weighted", language, list=comma.join(parts))
    if item.mean is not None:
        return say("source", "mean", language, list=comma.join(names(child) for child in item.mean))
    return ""


def written(item: Item) -> str:
    """The formula of an item as the document writes it, for those who read documents."""
    parts = []
    for key in (
        "measured",
        "rated",
        "rows",
        "from_",
        "sum",
        "weighted",
        "mean",
        "value",
        "where",
        "each",
        "how",
        "distinct",
        "who",
        "by",
        "when",
    ):
        value = getattr(item, key)
        if value and value != type(item).model_fields[key].default:
            parts.append(f"{key.rstrip('_')} = {_plain(value)}")
    return ", ".join(parts)


def _plain(value: object) -> str:
    if value is True:
        return "true"
    if isinstance(value, tuple):
        return value[0] if len(value) == 1 else f"[{', '.join(map(str, value))}]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {entry}" for key, entry in value.items()) + " }"
    return str(value)
