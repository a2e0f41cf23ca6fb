"""Schemes of the generic rule collection."""

from __future__ import annotations

from tests.oracles import data_grade_rewards, data_urgency_ladder, grade_rewards, urgency_ladder
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "grade-rewards",
        "abc-grade-rewards",
        data_grade_rewards.generate,
        grade_rewards.assess,
        ("A = 90", "A = 91"),
    ),
    Subject(
        "urgency-ladder",
        "urgency-ladder",
        data_urgency_ladder.generate,
        urgency_ladder.assess,
        ("max(dismissal_from, cases), cases)", "max(dismissal_from, cases), cases + 1)"),
    ),
)
