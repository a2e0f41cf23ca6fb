"""For authors of schemes: cases as data, generated boundary cases, mutation, property, quote and ledger checks."""

from kaohe.plugins.testing.cases import Case, cases
from kaohe.plugins.testing.edges import check_boundaries
from kaohe.plugins.testing.ledger import check_ledger
from kaohe.plugins.testing.mutation import check_mutants
from kaohe.plugins.testing.properties import check_properties
from kaohe.plugins.testing.quotes import check_examples, check_quotes, sources

__all__ = [
    "Case",
    "cases",
    "check_boundaries",
    "check_examples",
    "check_ledger",
    "check_mutants",
    "check_properties",
    "check_quotes",
    "sources",
]
