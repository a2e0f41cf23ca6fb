"""Plumbing shared by the oracles of schemes that rate leaves: paths, weights, means, ranks. No scoring rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from tests.oracles.common import Parameters, parameter_list

Marks = dict[tuple[str, str, str], Fraction]


def paths_of(scheme: str, leaves: Iterable[str]) -> dict[str, str]:
    """Every accepted spelling of a leaf: bare, or the whole path of part D."""
    return {path: leaf for leaf in leaves for path in (leaf, f"{scheme}/{leaf}")}


def tree_paths(scheme: str, tree: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every accepted spelling of a leaf of a tree: bare, or the whole path `scheme-id/node/leaf` of part D."""
    leaves = [(node, leaf) for node, held in tree.items() for leaf in held]
    return {path: leaf for node, leaf in leaves for path in (leaf, f"{scheme}/{node}/{leaf}")}


def weights_of(parameters: Parameters, many: int, name: str = "weights") -> list[Fraction]:
    """A list of weights in the order of part D; equal unless given."""
    given = parameters.get(name, "equal")
    return [Fraction(1)] * many if given == "equal" else parameter_list(given)


def weighted_mean(values: Iterable[Fraction], weights: Iterable[Fraction]) -> Fraction:
    """The sum of value x weight, divided by the weights."""
    held = list(zip(values, weights, strict=True))
    return sum((value * weight for value, weight in held), Fraction(0)) / sum(weight for _, weight in held)


def marks_of(rated: Marks, unit: str, period: str, leaves: Iterable[str]) -> dict[str, Fraction]:
    """The marks of a unit and period; a missing one is an error that names the leaf (C15)."""
    if lacking := [leaf for leaf in leaves if (unit, period, leaf) not in rated]:
        raise ValueError(f"{unit} {period}: {', '.join(lacking)} not rated")
    return {leaf: rated[unit, period, leaf] for leaf in leaves}


def competition(values: dict[str, Fraction]) -> dict[str, tuple[int, int]]:
    """Rank and number of ranked per unit: 1 + how many are strictly better (C7)."""
    first: dict[Fraction, int] = {}
    for place, value in enumerate(sorted(values.values(), reverse=True), start=1):
        first.setdefault(value, place)
    return {unit: (first[value], len(values)) for unit, value in values.items()}
