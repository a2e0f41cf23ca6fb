"""Names that a formula reads and nothing gives: a slip in a document, or a table of parameters that is not full."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from kaohe.core.documents.scheme import Scheme
from kaohe.core.errors import did_you_mean
from kaohe.core.language.tree import Expression, Name, walk


def unknown(
    scheme: Scheme, trees: Mapping[str, Expression], known: Collection[str], near: Collection[str]
) -> Iterator[tuple[str, str, str]]:
    """Place, fault and hint of each name that is not ``known``; ``near``: what it may have been meant for."""
    for place, tree in trees.items():
        for node in walk(tree):
            if isinstance(node, Name) and node.name not in known:
                yield place, *_said(scheme, node.name, near)


def _said(scheme: Scheme, name: str, near: Collection[str]) -> tuple[str, str]:
    head, _, key = name.partition(".")
    parameter = scheme.parameters.get(head)
    if key and parameter is not None and parameter.provenance == "set":
        return (
            f"the parameter {head} has no value for {key}",
            f"set it too: --set {name}=..., or in kaohe.toml or the table parameters",
        )
    return f"unknown name {name!r}", did_you_mean(name, list(near))
