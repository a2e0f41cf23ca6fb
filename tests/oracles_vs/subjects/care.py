"""Schemes of customer care campaigns."""

from __future__ import annotations

from tests.oracles import care_progress, data_care_progress
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "care-progress",
        "care-campaign-progress",
        data_care_progress.generate,
        care_progress.assess,
        ("Q3 = 70", "Q3 = 71"),
    ),
)
