"""For authors of schemes: cases as data, generated boundary cases, mutation, quote and ledger checks."""

from kaohe.plugins.testing.cases import Case, cases

__all__ = ["Case", "cases"]
