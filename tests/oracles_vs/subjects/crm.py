"""Schemes of a customer service centre."""

from __future__ import annotations

from tests.oracles import data_dept_report, dept_report
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "dept-report",
        "crm-dept-report",
        data_dept_report.generate,
        dept_report.assess,
        ("deal_rate = { measured = true", 'deal_rate = { measured = "opportunity_loss_rate"'),
    ),
)
