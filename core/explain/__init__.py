"""Explain: receipts of numbers and events, and schemes as pages; read back from a run, never computed again."""

from kaohe.core.explain.case import CaseReceipt, explain_case
from kaohe.core.explain.receipt import Receipt
from kaohe.core.explain.receipts import explain_cell
from kaohe.core.explain.show import show

__all__ = ["CaseReceipt", "Receipt", "explain_case", "explain_cell", "show"]
