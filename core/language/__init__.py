"""The closed formula language: text to a small tree, never evaluated as Python."""

from kaohe.core.language.macros import Macro, expand
from kaohe.core.language.parse import parse
from kaohe.core.language.tree import Expression, names, walk

__all__ = ["Expression", "Macro", "expand", "names", "parse", "walk"]
