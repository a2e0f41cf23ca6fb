"""Which keys of an input or node its source reads: a key that nothing reads would be a rule that nobody follows."""

from __future__ import annotations

from collections.abc import Iterator

from kaohe.core.documents.model import Document, Item
from kaohe.core.errors import Problem

READS = {
    "measured": {"segment", "part", "sample", "optional", "carry", "no_cases", "missing"},
    "rated": {"role", "sample", "optional", "missing"},
    "rows": {"where", "each", "how", "distinct", "out_of", "through", "reach", "when", "no_cases"},
    "from": {"who", "by", "when", "within", "how", "lacking", "sample", "optional", "no_cases"},
    "value": {"sample", "no_cases"},
}
"""The keys of each source; what a node has besides (full, cap, clause ...) goes with all of them."""


def unread(document: Document) -> Iterator[Problem]:
    """The keys that the source of their input or node does not read."""
    for name, card in document.cards.items():
        for part, items in (("input", card.input), ("node", card.node)):
            for key, item in items.items():
                yield from _unread((name, part, key), item)


def _unread(key: tuple[str, ...], item: Item) -> Iterator[Problem]:
    written = {field.removesuffix("_") for field in item.model_fields_set}
    sources = [source for source in READS if source in written and getattr(item, FIELDS.get(source, source))]
    if not sources:
        return
    read = set().union(*(READS[source] for source in sources))
    if item.out_of is not None:
        read |= {"missing", "optional"}
    for one in sorted(written & set().union(*READS.values()) - read):
        by = [source for source, keys in READS.items() if one in keys]
        yield Problem(
            f"{key[-1]}: {one} is a key of {' and '.join(by)}; it says nothing of {' and '.join(sources)}",
            f"take out {one}, or read {by[0]}",
            key=(*key, one),
        )
    if "by" in written and item.from_ and item.who == "self":
        yield Problem(f"{key[-1]}: by says which others are read, and who is self", "give who too", key=(*key, "by"))
    if "within" in written and item.from_ and item.when not in ("so_far", "previous"):
        hint = 'write when = "so_far", or take out within'
        yield Problem(f"{key[-1]}: within bounds what came before, and when is {item.when}", hint, key=(*key, "within"))


FIELDS = {"from": "from_"}
