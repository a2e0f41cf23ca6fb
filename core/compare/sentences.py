"""Findings of a comparison as sentences."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from kaohe.core.compare.moves import Effect, Move
from kaohe.core.results.numbers import shown

Language = Literal["en", "zh"]


def sentence(move: Move, language: Language = "en", called: Mapping[str, str] | None = None) -> str:
    """A move and its reason: the nodes by which the unit gains and loses on the way to the second scheme.

    ``called``: shorter names of the schemes.
    """
    names = {scheme: scheme for scheme in move.schemes} | dict(called or {})
    return _zh(move, names) if language == "zh" else _en(move, names)


def _en(move: Move, names: Mapping[str, str]) -> str:
    first, second = (names[scheme] for scheme in move.schemes)
    who = f"{move.unit} ({move.period}) {'rises' if move.up > 0 else 'falls'}"
    text = f"{who} from rank {move.first} under {first} to {move.second} of {move.of} under {second}."
    if move.gains:
        text += (
            f" It gains by {', '.join(_effect(effect, f' in {names.get(effect.scheme)}') for effect in move.gains)}."
        )
    if move.losses:
        text += (
            f" It loses by {', '.join(_effect(effect, f' in {names.get(effect.scheme)}') for effect in move.losses)}."
        )
    if not move.weighted and (move.gains or move.losses):
        text += " (Points of each node's own rate.)"
    if not move.compared:
        text += " No node below its total has full marks or a fixed weight: `kaohe explain` shows how it is made."
    elif not move.gains and not move.losses:
        text += " Its nodes stand alike in both; what differs is how they make up the total."
    return text


def _zh(move: Move, names: Mapping[str, str]) -> str:
    first, second = (names[scheme] for scheme in move.schemes)
    verb = "升" if move.up > 0 else "降"
    text = (
        f"{move.unit}({move.period}):{first} 第 {move.first} 名,{second} {verb}至第 {move.second} 名(共 {move.of} 个)。"
    )
    if move.gains:
        text += f"得益于:{'、'.join(_effect(effect, f'({names.get(effect.scheme)})') for effect in move.gains)}。"
    if move.losses:
        text += f"失于:{'、'.join(_effect(effect, f'({names.get(effect.scheme)})') for effect in move.losses)}。"
    if not move.weighted and (move.gains or move.losses):
        text += "(按各项自身得分率的百分点。)"
    if not move.compared:
        text += "其总分之下没有带满分或固定权重的项目,构成见 `kaohe explain`。"
    elif not move.gains and not move.losses:
        text += "各项在两者中相同,差别在于合成总分的方式。"
    return text


def _effect(effect: Effect, owner: str) -> str:
    sign = "+" if effect.points > 0 else ""
    return f"{effect.node}{owner if effect.scheme else ''} {sign}{shown(effect.points, 'points')}"
