"""Schemes of a service department."""

from __future__ import annotations

from tests.oracles import (
    data_four_dimensions,
    data_six_dimensions,
    data_two_way,
    four_dimensions,
    six_dimensions,
    two_way,
)
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "four-dimensions",
        "service-dept-four-dim",
        data_four_dimensions.generate,
        four_dimensions.assess,
        ("person_weight = { assumed = 50", "person_weight = { assumed = 51"),
    ),
    Subject(
        "six-dimensions",
        "service-dept-six-dim",
        data_six_dimensions.generate,
        six_dimensions.assess,
        ("improvements = { full = 5, rated", "improvements = { full = 6, rated"),
    ),
    Subject(
        "two-way",
        "service-dept-360",
        data_two_way.generate,
        two_way.assess,
        ("100 - superior_weight", "99 - superior_weight"),
    ),
)
