"""Schemes of a client department."""

from __future__ import annotations

from tests.oracles import data_sales_commission, sales_commission
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "sales-commission",
        "client-sales-commission",
        data_sales_commission.generate,
        sales_commission.assess,
        ("missed_base_percent = { stated = 80", "missed_base_percent = { stated = 81"),
        cycle=True,
    ),
)
