"""Schemes as data: the written document, its readings and parameters, its words."""

from kaohe.core.documents.loading import read_scheme
from kaohe.core.documents.model import Card, Document, Item, Rows
from kaohe.core.documents.scheme import Scheme

__all__ = ["Card", "Document", "Item", "Rows", "Scheme", "read_scheme"]
