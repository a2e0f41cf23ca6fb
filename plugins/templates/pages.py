"""A template as pages of cells, before it becomes a workbook or CSV files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kaohe.core.catalogue import Attribute, Word, catalogue
from kaohe.core.documents.scheme import Scheme
from kaohe.core.explain.phrases import Language
from kaohe.core.needs import Choice, Entry, Field, Sheet, Use, choices, sheets
from kaohe.core.needs.sheets import SUBJECT
from kaohe.core.tables.frames import by_name
from kaohe.plugins.templates import words

WIDTHS = {"unit": 26, "parent": 26, "note": 48}
YES_NO = {"zh": ("是", "否"), "en": ("yes", "no")}


@dataclass(frozen=True)
class Column:
    """One column of a page: its header, the comment on it, what may stand in it, how it is typed."""

    head: str
    comment: str = ""
    type: str = "text"
    allowed: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    needed: bool = False
    width: int = 16


@dataclass(frozen=True)
class Page:
    """One sheet or file. ``table``: the input table that it is, empty for what people only read."""

    name: str
    table: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    examples: bool = False
    choose: Mapping[tuple[int, int], tuple[str, ...]] = field(default_factory=dict)
    """What may stand in single cells, by row and column."""


def pages(schemes: Sequence[Scheme], language: Language) -> list[Page]:
    """The pages of a template: the tables, the parameters, the explanation."""
    found = sheets(schemes)
    decided = [choice for scheme in schemes for choice in choices(scheme)]
    tables = [_table(sheet, language) for sheet in found]
    return [*tables, *([_parameters(decided, language)] if decided else []), _explanation(schemes, found, language)]


def _table(sheet: Sheet, language: Language) -> Page:
    columns = tuple(_column(sheet, one, language) for one in sheet.fields)
    rows = tuple(
        tuple(_cell(sheet, one, row.get(one.name, ""), language) for one in sheet.fields) for row in sheet.rows
    )
    return Page(_named(catalogue().tables[sheet.table], language), sheet.table, columns, rows, examples=True)


def _column(sheet: Sheet, one: Field, language: Language) -> Column:
    column, subject = one.column, SUBJECT[sheet.table]
    allowed: tuple[str, ...] = ()
    uses: list[Use] = []
    if one.name == subject:
        allowed = tuple(_label(sheet.table, entry, language) for entry in sheet.entries)
    elif one.name == "segment":
        allowed = tuple(dict.fromkeys(name for entry in sheet.entries for name in entry.segments))
    elif column.type == "bool":
        allowed = YES_NO[language]
    elif column.type in ("code", "list"):
        allowed = column.codes
    if one.kinds:
        uses = [use for entry in sheet.entries if entry.name in one.kinds for use in entry.uses]
    number = column.type in ("int", "number", "yuan") and one.name not in ("value", "numerator", "denominator")
    return Column(
        _named(column, language), words.comment(one, sheet.table, allowed, uses), column.type,
        () if column.type == "list" else allowed, column.at_least if number else None, column.at_most if number else None,
        column.required, WIDTHS.get(one.name) or (28 if one.name == subject else 20 if column.type == "time" else 16),
    )  # fmt: skip


def _cell(sheet: Sheet, one: Field, cell: str, language: Language) -> str:
    if one.name == SUBJECT[sheet.table]:
        return next((_label(sheet.table, entry, language) for entry in sheet.entries if entry.name == cell), cell)
    if one.column.type == "bool" and cell:
        return YES_NO[language][cell != "yes"]
    return cell


def _named(word: Word, language: Language) -> str:
    """A column or table by the name that it has in the language; both are read."""
    return word.zh if language == "zh" and word.zh else word.name


def _label(table: str, entry: Entry, language: Language) -> str:
    """A kind, indicator or item by its name in the language, where the readers know it by that."""
    known = catalogue()
    words_of = {"units": known.unit_kinds, "measurements": known.indicators, "events": known.events,
                "tickets": known.ticket_kinds, "ratings": known.items}[table]  # fmt: skip
    name = _named(entry.word, language)
    return name if by_name(words_of).get(name) == entry.name else entry.name  # type: ignore[arg-type]


def _parameters(decided: Sequence[Choice], language: Language) -> Page:
    known = catalogue().tables["parameters"]
    order = {"required": 0, "optional": 1, "assumed": 2, "reading": 3}
    decided = sorted(decided, key=lambda one: (one.scheme, order[one.provenance]))
    value = (
        "须填写标为“必填”的参数;其余留空即用默认值\n"
        "fill in what is required; the rest stays at its default while it is empty"
    )
    heads = [(_named(known.columns[name], language), 28) for name in ("scheme", "parameter", "value")]
    more = {"zh": ["含义", "单位", "性质", "默认", "可选值", "试算值", "条款", "原文"],
            "en": ["meaning", "unit", "kind", "default", "options", "illustrative only", "clause", "quote"]}[language]  # fmt: skip
    columns = [
        Column(head, value if place == 2 else "", needed=place < 3, width=width)
        for place, (head, width) in enumerate(heads)
    ]
    columns += [Column(head, width=width) for head, width in zip(more, (36, 10, 12, 14, 30, 12, 16, 60), strict=True)]
    kinds = {"zh": {"required": "必填", "optional": "可不填", "assumed": "本系统假定", "reading": "读法"}, "en": {}}[
        language
    ]
    rows = tuple(
        (
            one.scheme, one.name, "", one.zh if language == "zh" else one.en,
            words.pick(words.QUANTITIES.get(one.quantity, (one.quantity,) * 2), language), kinds.get(one.provenance, one.provenance),
            one.default, ", ".join(one.options), one.illustrative, one.clause, one.quote,
        )
        for one in decided
    )  # fmt: skip
    choose = {(place, 2): one.options for place, one in enumerate(decided) if one.options}
    return Page(_named(known, language), "parameters", tuple(columns), rows, choose=choose)


def _explanation(schemes: Sequence[Scheme], found: Sequence[Sheet], language: Language) -> Page:
    heads = words.HEADS[language]
    widths = (14, 30, 16, 30, 26, 44, 44, 16, 80)
    lines: list[tuple[str, ...]] = [(words.ABOUT[language][0],)]
    for scheme in schemes:
        title = scheme.text.get("scheme", {}).get(language, "")
        lines.append((f"{scheme.id} {scheme.version}: {title}",))
    for sheet in found:
        name = _named(catalogue().tables[sheet.table], language)
        for one in sheet.fields:
            column = one.column
            about = words.pick(words.COLUMNS.get(column.name, ("", "")), language)
            need = words.NEEDS["required" if column.required else "optional"]
            allowed = ", ".join(column.codes) or words.range_of(column) * (
                one.name not in ("value", "numerator", "denominator")
            )
            kind = "; ".join(part for part in (words.pick(words.TYPES[column.type], language), about) if part)
            lines.append((name, _named(column, language), "列" if language == "zh" else "column", *_titles(column, language),
                          kind, allowed, words.pick(need, language), ", ".join(one.kinds)))  # fmt: skip
        for entry in sheet.entries:
            need_of = words.pick(words.NEEDS[entry.need], language).format(of=", ".join(entry.of))
            allowed = "; ".join(part for part in (words.range_of(entry.word), ", ".join(entry.segments)) if part)
            lines.append((name, _label(sheet.table, entry, language), words.pick(words.KINDS[sheet.table], language), *_titles(entry.word, language),
                          words.unit_of(entry, language), allowed, need_of, words.by(entry.uses)))  # fmt: skip
    padded = tuple((*line, *[""] * (len(heads) - len(line))) for line in lines)
    columns = tuple(Column(head, width=width) for head, width in zip(heads, widths, strict=True))
    return Page("说明", "", columns, padded)


def _titles(word: Word | Attribute, language: Language) -> tuple[str, str]:
    return (word.zh, word.en) if language == "zh" else (word.en, word.zh)
