"""A rows table as part of a page: its lines, what it works out of each case, its windows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kaohe.core.explain.names import Names
from kaohe.core.explain.phrases import Language, phrase, say
from kaohe.core.explain.receipts import quote
from kaohe.core.explain.words import Words
from kaohe.core.needs.rows import kinds_of

if TYPE_CHECKING:
    from kaohe.core.documents.model import Line, Over
    from kaohe.core.documents.scheme import Scheme


def rows_page(scheme: Scheme, name: str, language: Language) -> Iterator[str]:
    """What the document says of one event or ticket."""
    rows, names = scheme.rows[name], Names(scheme, language, None, name)
    words = Words(names)
    kinds = ", ".join(names.rows_title(kind) for kind in kinds_of(scheme, name))
    where = say("source", "where", language, condition=words.formula(rows.where)) if rows.where is not None else ""
    yield f"{phrase('label', 'events', language)} {name}: {names.rows_title(name)} ({kinds}){where}"
    for key, text in rows.let.items():
        yield f"  {key}  {names(key)}"
        yield f"    = {words.formula(text)}"
    for key, over in rows.over.items():
        yield f"  {key}  {names(key)}"
        yield f"    = {_window(words, over)}"
    if rows.line:
        yield f"  {phrase('label', 'lines', language)}"
        for key, line in rows.line.items():
            yield from _line(scheme, words, key, line, rows.codes)
    if rows.flag:
        yield f"  {phrase('label', 'flags', language)}"
        yield from (
            f"    {rule.called or key}" + (f": {words.formula(rule.when)}" if rule.when is not None else "")
            for key, rule in rows.flag.items()
        )


def _window(words: Words, over: Over) -> str:
    per = ", ".join(words.names(key) for key in over.per)
    of = f" {words.formula(over.of)}" if over.of is not None else ""
    where = (
        say("source", "where", words.language, condition=words.formula(over.where)) if over.where is not None else ""
    )
    return f"{over.how}{of} / {per}" + (f" / {over.within}" if over.within else "") + where


def _line(scheme: Scheme, words: Words, key: str, line: Line, codes: object) -> Iterator[str]:
    names = words.names
    fits = [" / ".join(names.rows_title(kind) for kind in line.kind)] if line.kind else []
    fits += [words.formula(line.when)] if line.when is not None else []
    sets = [
        f"{names(column)} = {text if column in codes else words.formula(text)}"  # type: ignore[operator]
        for column, text in line.sets.items()
    ]
    assumed = f"  [{phrase('label', 'assumed', words.language)}]" if line.assumed else ""
    yield f"    {key}: {'; '.join(fits)} → {', '.join(sets)}{assumed}"
    for clause in line.clause:
        said = quote(scheme, clause)
        if said.quote:
            yield f"      「{said.quote}」 {said.at}"
