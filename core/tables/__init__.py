"""The input tables: what people's files hold becomes exact, complete and checked."""

from kaohe.core.tables.assemble import normalise
from kaohe.core.tables.hierarchy import ancestors, assessed
from kaohe.core.tables.model import TABLES, Input, RawTable, Tables, raw_from_text

__all__ = ["TABLES", "Input", "RawTable", "Tables", "ancestors", "assessed", "normalise", "raw_from_text"]
