"""Schemes of the generic rule collection."""

from __future__ import annotations

from tests.oracles import (
    data_grade_rewards,
    data_operator_criteria,
    data_quality_management,
    data_quality_plan,
    data_staff_ratings,
    data_urgency_ladder,
    grade_rewards,
    operator_criteria,
    quality_management,
    quality_plan,
    staff_ratings,
    urgency_ladder,
)
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
    Subject(
        "quality-management",
        "generic-quality-management",
        data_quality_management.generate,
        quality_management.assess,
        ("full = 100, value =", "full = 101, value ="),
    ),
    Subject(
        "quality-plan",
        "generic-quality-plan",
        data_quality_plan.generate,
        quality_plan.assess,
        ('full = 100, value = "given', 'full = 99, value = "given'),
    ),
    Subject(
        "operator-criteria",
        "operator-five-criteria",
        data_operator_criteria.generate,
        operator_criteria.assess,
        ("240 = 80", "240 = 81"),
    ),
    Subject(
        "staff-ratings",
        "staff-five-ratings",
        data_staff_ratings.generate,
        staff_ratings.assess,
        ("satisfaction = 1 }", "satisfaction = 2 }"),
    ),
)
