"""Schemes of government and enterprise business."""

from __future__ import annotations

from tests.oracles import business_incentive, data_business_incentive
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "business-incentive",
        "gov-business-incentive",
        data_business_incentive.generate,
        business_incentive.assess,
        ("self_percent_part = { stated = 40", "self_percent_part = { stated = 41"),
    ),
)
