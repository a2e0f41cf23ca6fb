"""The shared vocabulary: one name, one meaning, in every scheme."""

from kaohe.core.catalogue.load import Catalogue, catalogue
from kaohe.core.catalogue.words import Account, Attribute, EventKind, Indicator, Item, Table, Word

__all__ = ["Account", "Attribute", "Catalogue", "EventKind", "Indicator", "Item", "Table", "Word", "catalogue"]
