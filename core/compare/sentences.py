"""Findings of a comparison as sentences."""

from __future__ import annotations

from typing import Literal

from kaohe.core.compare.moves import Effect, Move
from kaohe.core.results.numbers import shown

Language = Literal["en", "zh"]


def sentence(move: Move, language: Language = "en") -> str:
    """A move and its reason: the nodes by which the unit gains and loses on the way to the second scheme."""
    return _zh(move) if language == "zh" else _en(move)


def _en(move: Move) -> str:
    first, second = move.schemes
    who = f"{move.unit} ({move.period}) {'rises' if move.up > 0 else 'falls'}"
    text = f"{who} from rank {move.first} under {first} to {move.second} of {move.of} under {second}."
    if move.gains:
        text += f" It gains by {', '.join(_effect(effect, f' in {effect.scheme}') for effect in move.gains)}."
    if move.losses:
        text += f" It loses by {', '.join(_effect(effect, f' in {effect.scheme}') for effect in move.losses)}."
    if not move.gains and not move.losses:
        text += " Its nodes stand alike in both; what differs is how they make up the total."
    return text


def _zh(move: Move) -> str:
    first, second = move.schemes
    verb = "升" if move.up > 0 else "降"
    text = (
        f"{move.unit}({move.period}):{first} 第 {move.first} 名,{second} {verb}至第 {move.second} 名(共 {move.of} 个)。"
    )
    if move.gains:
        text += f"得益于:{'、'.join(_effect(effect, f'({effect.scheme})') for effect in move.gains)}。"
    if move.losses:
        text += f"失于:{'、'.join(_effect(effect, f'({effect.scheme})') for effect in move.losses)}。"
    if not move.gains and not move.losses:
        text += "各项在两者中相同,差别在于合成总分的方式。"
    return text


def _effect(effect: Effect, owner: str) -> str:
    sign = "+" if effect.points > 0 else ""
    return f"{effect.node}{owner if effect.scheme else ''} {sign}{shown(effect.points, 'points')}"
