"""Schemes of a service department."""

from __future__ import annotations

from tests.oracles import data_six_dimensions, six_dimensions
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "six-dimensions",
        "service-dept-six-dim",
        data_six_dimensions.generate,
        six_dimensions.assess,
        ("improvements = { full = 5, rated", "improvements = { full = 6, rated"),
    ),
)
