"""Schemes of a government and enterprise support centre."""

from __future__ import annotations

from tests.oracles import data_support_abcd, support_abcd
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "support-abcd",
        "gov-support-abcd",
        data_support_abcd.generate,
        support_abcd.assess,
        ("B = 80", "B = 81"),
    ),
)
