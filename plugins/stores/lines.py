"""Postings of a store as lines of text, in English and Chinese."""

from __future__ import annotations

from typing import Literal

from kaohe.core.catalogue import catalogue
from kaohe.core.store.posting import Posting

Language = Literal["en", "zh"]
WORDS: dict[str, dict[Language, str]] = {
    "settled": {"en": "settled {period}: {schemes}", "zh": "{period} 已结算:{schemes}"},
    "scheme": {"en": "{scheme} ({count} postings, {yuan} yuan)", "zh": "{scheme}({count} 笔,{yuan} 元)"},
    "before": {"en": "settled before and left as it is: {periods}", "zh": "此前已结算,保持不变:{periods}"},
    "nothing": {"en": "nothing to do: the rows and rules are those it was settled with", "zh": "无需处理:数据与规则同结算时一致"},
    "rows": {"en": "rows kept: {count}", "zh": "新存数据行:{count}"},
    "later": {"en": "rows dated after the settled months, left for their own run: {count}", "zh": "晚于结算月份、留待以后的数据行:{count}"},
    "posted": {"en": "posted in {period} for {origin}: {unit} {account} {yuan} yuan ({status})", "zh": "计入 {period},更正 {origin}:{unit} {account} {yuan} 元({status})"},
    "correction": {"en": "{ref} corrects {corrects} ({by}, {on}): {reason}", "zh": "{ref} 更正 {corrects}({by},{on}):{reason}"},
    "late": {"en": "rows filed late or changed: {reason}", "zh": "迟报或改动的数据:{reason}"},
    "change": {"en": "{unit} {origin} {name}: was {was}, would now be {now}", "zh": "{unit} {origin} {name}:原为 {was},现应为 {now}"},
    "stays": {"en": "what was settled stays as it is", "zh": "已结算的结果保持不变"},
    "final": {"en": "final", "zh": "最终"},
    "pending": {"en": "pending", "zh": "待定"},
    "none": {"en": "nothing", "zh": "无"},
}  # fmt: skip


def say(key: str, language: Language, **slots: object) -> str:
    """A sentence with its slots filled."""
    return WORDS[key][language].format(**slots)


def posted(posting: Posting, language: Language) -> str:
    """A posting that corrects an earlier period, on one line."""
    known = catalogue().accounts.get(posting.account)
    account = known.zh if known is not None and language == "zh" and known.zh else posting.account
    return say(
        "posted", language, period=posting.period, origin=posting.origin, unit=posting.unit, account=account,
        yuan=f"{posting.yuan:+,.2f}", status=say(posting.status, language) if posting.status in WORDS else posting.status,
    )  # fmt: skip


def why(cause: str, ref: str, corrects: str, by: str, on: str, reason: str, language: Language) -> str:
    """Why it was posted: who corrected what and when, or which rows came late."""
    if cause == "correction":
        return say("correction", language, ref=ref, corrects=corrects, by=by, on=on, reason=reason)
    return say("late", language, reason=reason)
