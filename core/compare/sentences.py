"""Findings of a comparison as sentences."""

from __future__ import annotations

from typing import Literal

from kaohe.core.compare.moves import Effect, Move
from kaohe.core.results.numbers import shown

Language = Literal["en", "zh"]


def sentence(move: Move, language: Language = "en") -> str:
    """A move and its reason: what speaks for the unit where it stands higher, and against it where it stands lower."""
    up = move.up > 0
    lower, higher = move.reasons if up else move.reasons[::-1]
    one, other = move.reasons[0].scheme, move.reasons[1].scheme
    if language == "zh":
        gains, losses = _list(higher.gains, "、"), _list(lower.losses, "、")
        text = f"{move.unit}({move.period}):{one} 第{move.first}名,{other} 第{move.second}名(共{move.of})。"
        if gains:
            text += f"{higher.scheme} 中高于同期均值:{gains}。"
        if losses:
            text += f"{lower.scheme} 中低于同期均值:{losses}。"
        return text if gains or losses else text + "各项与均值相同。"
    gains, losses = _list(higher.gains, ", "), _list(lower.losses, ", ")
    verb = "rises" if up else "falls"
    text = f"{move.unit} ({move.period}) {verb} from rank {move.first} under {one} to {move.second} of {move.of} under {other}."
    if gains:
        text += f" {higher.scheme} sees it above the mean of its peers in {gains}."
    if losses:
        text += f" {lower.scheme} sees it below the mean in {losses}."
    return text if gains or losses else text + " No node of its own stands out; its peers moved."


def _list(effects: tuple[Effect, ...], between: str) -> str:
    return between.join(f"{effect.node} ({'+' if effect.points > 0 else ''}{shown(effect.points, 'points')})" for effect in effects)
