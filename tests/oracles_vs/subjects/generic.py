"""Schemes of the generic rule collection."""

from __future__ import annotations

from tests.oracles import data_grade_rewards, grade_rewards
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "grade-rewards",
        "abc-grade-rewards",
        data_grade_rewards.generate,
        grade_rewards.assess,
        ("A = 90", "A = 91"),
    ),
)
