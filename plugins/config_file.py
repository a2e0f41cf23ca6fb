"""A ``kaohe.toml`` to fill in: all that is to be decided of some schemes, each with its clause."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from kaohe.plugins.reporters.words import Language

if TYPE_CHECKING:
    from kaohe.core.documents.scheme import Scheme
    from kaohe.core.needs import Choice

COMMENTS: dict[str, dict[Language, str]] = {
    "head": {
        "en": "What is empty is required: the document promises it, but does not give it. Everything else stands at its default.",
        "zh": "空着的是必填项:原文提到而没有给出。其余均为默认值。",
    },
    "data_from": {
        "en": "from this day on the data are complete (default: 1 January of their first year)",
        "zh": "自该日起数据完整(默认为数据首年的1月1日)",
    },
    "holidays": {
        "en": "days off beyond the calendar; extra_workdays = [] for days made up",
        "zh": "日历以外的休息日;extra_workdays = [] 为补班日",
    },
    "scope": {
        "en": "the units that a scheme is for, with all below them; without it, every unit",
        "zh": "办法适用的单位及其下属;不写则适用于全部单位",
    },
    "unit_kinds": {
        "en": "assess one of the kinds that a card allows; without it, all",
        "zh": "只考核计分卡允许的一类单位;不写则全部",
    },
    "or": {"en": "or", "zh": "或"},
    "tried": {"en": "for trying out only: ", "zh": "仅供试算:"},
    "one_of": {"en": "one of", "zh": "可选"},
    "required": {"en": "REQUIRED", "zh": "必填"},
    "optional": {"en": "may stay open", "zh": "可不填"},
    "assumed": {"en": "assumed by us", "zh": "本软件的假定"},
    "reading": {"en": "reading", "zh": "读法"},
}


def said(key: str, language: Language) -> str:
    """A comment in one of the languages."""
    return COMMENTS[key][language]


def write_config(schemes: Sequence[Scheme], out: Path, language: Language = "en") -> None:
    """A ``kaohe.toml`` with the chosen schemes and all that is to be decided of them, each with its clause.

    What is required stands open; what is assumed, and each reading, stands at its default. Written whole.
    """
    import tomli_w

    from kaohe.plugins.reporters.atomic import whole_file

    head = {"schemes": [one.id for one in schemes]}
    run = {"run": {"calendar": "CN", "empty_survey": "error", "ticket_period": "deadline"}}
    lines = [
        f"# {said('head', language)}",
        tomli_w.dumps(head), tomli_w.dumps(run).rstrip(),
        f'# data_from = "2013-01-01"             # {said("data_from", language)}',
        f"# holidays = []                        # {said('holidays', language)}\n",
        f"[scope]                                # {said('scope', language)}",
        *(f'# {one.id} = ["UNIT"]' for one in schemes),
        "",
        *_kinds(schemes, language),
    ]  # fmt: skip
    for one in schemes:
        lines += [f"[parameters.{one.id}]", *_decided(one, language), ""]
    with whole_file(out) as part:
        part.write_text("\n".join(lines), encoding="utf-8")


def _kinds(schemes: Sequence[Scheme], language: Language) -> Iterator[str]:
    """The cards that may assess several kinds of unit."""
    several = {
        card.called or name: card.unit for one in schemes for name, card in one.cards.items() if len(card.unit) > 1
    }
    if several:
        yield f"[unit_kinds]                           # {said('unit_kinds', language)}"
        for name, kinds in several.items():
            yield f'# {name} = "{kinds[0]}"    # {said("or", language)} {", ".join(kinds[1:])}'
        yield ""


def _decided(scheme: Scheme, language: Language) -> Iterator[str]:
    import tomli_w

    from kaohe.core.needs import choices

    for head, group in groupby(choices(scheme), key=lambda one: (one.name.partition(".")[0], one.provenance)):
        entries = list(group)
        yield from _about(entries[0], head[0], language)
        for one in entries:
            line = tomli_w.dumps({one.name: "" if one.provenance in ("required", "optional") else _value(one)}).rstrip()
            tried = f"   # {said('tried', language)}{one.illustrative}" if one.illustrative else ""
            yield (f"# {line}" if one.provenance in ("assumed", "optional") else line) + tried


def _about(one: Choice, name: str, language: Language) -> Iterator[str]:
    """The comment above an entry: what it is, its unit, who says so."""
    options = f"; {said('one_of', language)} {', '.join(one.options)}" if one.options else ""
    titles = " / ".join(text for text in (one.zh, one.en or name) if text)
    quantity = f", {one.quantity}" if one.quantity else ""
    yield f"# {titles} ({said(one.provenance, language)}{quantity}{options})"
    if one.quote:
        yield f"# {one.clause}: 「{one.quote}」"


def _value(one: Choice) -> object:
    """The default as TOML: a number where it is one."""
    for make in (int, float):
        try:
            return make(one.default)
        except ValueError:
            continue
    return {"true": True, "false": False}.get(one.default, one.default)
