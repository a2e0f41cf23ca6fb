"""What a template says of its columns and rows, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable

from kaohe.core.catalogue import Attribute, Indicator
from kaohe.core.explain.phrases import Language
from kaohe.core.needs import Entry, Field, Use

TYPES = {
    "id": ("编号", "an id"),
    "code": ("代码", "a code"),
    "text": ("文字", "text"),
    "number": ("数字", "a number"),
    "int": ("整数", "a whole number"),
    "yuan": ("金额(元,最多两位小数)", "an amount in yuan, at most 2 decimals"),
    "bool": ("是/否", "yes or no"),
    "time": ("日期时间,如 2024-01-15 09:00", "date and time, such as 2024-01-15 09:00"),
    "date": ("日期,如 2024-01-15", "a date, such as 2024-01-15"),
    "period": ("期间:2024-01、2024-Q1、2024-H1 或 2024", "a period: 2024-01, 2024-Q1, 2024-H1 or 2024"),
    "list": ("代码,多个用分号隔开", "codes, several with semicolons between them"),
}
QUANTITIES = {
    "points": ("分", "points"),
    "percent": ("%", "percent"),
    "yuan": ("元", "yuan"),
    "count": ("个数", "a count"),
    "number": ("数值", "a number"),
    "minutes": ("分钟", "minutes"),
    "yes_no": ("1 是,0 否", "1 yes, 0 no"),
    "days": ("天", "days"),
}
NEEDS = {
    "required": ("必填", "required"),
    "optional": ("可不填", "may be left out"),
    "instead": ("可由 {of} 代替", "or {of} in its stead"),
}
COLUMNS = {
    "unit": ("表 units 中的编号", "as in the table units"),
    "parent": ("上级单位的编号,没有则留空", "the unit above; empty if there is none"),
    "value": ("值;比率可填百分数,如 95%", "the value; a rate may be written as a percentage, such as 95%"),
    "numerator": ("比率的分子(可跨期合并)", "of a rate: numerator, so that periods pool"),
    "denominator": ("比率的分母", "of a rate: denominator"),
    "count": ("这一行代表几件,空为 1", "how many cases the row stands for; empty: 1"),
    "verified": ("未核实的不计;空为 是", "only verified events count; empty: yes"),
    "incident": ("同一事件的几行填同一编号,只计最重一次", "rows of one incident share this id and count once"),
    "full": ("评分的满分;空为印定满分或 100", "what the mark is out of; empty: the printed full mark, or 100"),
    "rater": ("评分人;同一项目由多人评分时必填", "who marked; needed where several mark one item"),
    "role": ("评分人身份:先按身份平均,再各身份平均", "in what role; marks are averaged by role first"),
    "note": ("随意填写,不参与计算", "free text, read by nobody"),
}
KINDS = {
    "units": ("单位类型", "kind of unit"),
    "measurements": ("指标", "indicator"),
    "events": ("事件类型", "kind of event"),
    "tickets": ("工单类型", "kind of ticket"),
    "ratings": ("评分项目", "rating item"),
}
HEADS = {
    "zh": ["表", "列或代码", "是什么", "名称", "英文名称", "类型、单位", "可填的值", "必填", "读取的方案与条款"],
    "en": ["table", "column or code", "what", "name", "name in Chinese", "type, unit", "allowed values", "needed", "read by scheme and clause"],
}  # fmt: skip
ABOUT = {
    "zh": ["编号以 EXAMPLE- 开头的行是示例:请改写或删除。填好后:kaohe check 文件,再 kaohe score 文件 -s 方案 --period 期间"],
    "en": ["Rows whose ids begin with EXAMPLE- are examples: replace or delete them. Then: kaohe check FILE, kaohe score FILE -s ID --period P"],
}  # fmt: skip
MOST_CODES = 24


def pick(pair: tuple[str, str], language: Language) -> str:
    """The text in the language."""
    return pair[0] if language == "zh" else pair[1]


def both(pair: tuple[str, str]) -> str:
    """Chinese and English on two lines."""
    return f"{pair[0]}\n{pair[1]}" if pair[0] != pair[1] else pair[0]


def comment(field: Field, table: str, allowed: Iterable[str], uses: Iterable[Use]) -> str:
    """The comment on a header cell: what the column is, its type, what may stand in it, who reads it."""
    column = field.column
    lines = [f"{column.zh} / {column.en}", both(TYPES[column.type])]
    if column.name in COLUMNS:
        lines.append(both(COLUMNS[column.name]))
    listed = list(allowed)
    if listed:
        lines.append(short(listed))
    if column.required or field.demanded:
        whom = f": {', '.join(field.demanded)}" if field.demanded and not column.required else ""
        lines.append(f"必填 / required{whom}")
    elif field.kinds:
        lines.append(f"{pick(KINDS[table], 'zh')} / {pick(KINDS[table], 'en')}: {', '.join(field.kinds)}")
    read = by(uses)
    return "\n".join([*lines, *([read] if read else [])])


def short(codes: list[str]) -> str:
    """The codes, or the first of many."""
    return ", ".join(codes[:MOST_CODES]) + (f", ... ({len(codes)})" if len(codes) > MOST_CODES else "")


def by(uses: Iterable[Use], most: int = 4) -> str:
    """Who reads it: scheme, node, clause with its words; a line each."""
    found: dict[tuple[str, str], list[Use]] = {}
    for use in uses:
        found.setdefault((use.scheme, use.clause), []).append(use)
    lines = []
    for (scheme, clause), places in list(found.items())[:most]:
        words = f" 「{_cut(places[0].quote)}」 {places[0].at}" if places[0].quote else f" {clause}" if clause else ""
        named = ", ".join(place.place for place in places[:3])
        lines.append(f"{scheme}: {named}{words}")
    return "\n".join(lines + ([f"... (+{len(found) - most})"] if len(found) > most else []))


def _cut(quote: str) -> str:
    return quote if len(quote) <= 60 else f"{quote[:60]}…"


def unit_of(entry: Entry, language: Language) -> str:
    """Type and unit of what a row says: the form of an indicator, its periods and the units it is filed on."""
    parts = []
    if isinstance(entry.word, Indicator):
        rate = entry.word.form == "rate"
        form = ("比率(分子、分母或百分数)", "rate: numerator and denominator, or percent") if rate else None
        parts.append(pick(form or QUANTITIES.get(entry.word.quantity, (entry.word.quantity,) * 2), language))
    if entry.periods:
        parts.append(", ".join(entry.periods))
    if entry.units:
        parts.append(", ".join(entry.units))
    if entry.columns:
        parts.append(", ".join(entry.columns))
    return "; ".join(parts)


def range_of(word: object) -> str:
    """The declared range of an indicator or a number."""
    if isinstance(word, Indicator):
        return f"{word.at_least}..{word.at_most}" + (" %" if word.percent else "")
    if isinstance(word, Attribute) and word.type in ("int", "number", "yuan"):
        return f"{word.at_least}..{word.at_most}"
    return ""
