"""Schemes of the Gulin service rules."""

from __future__ import annotations

from tests.oracles import accountability, data_accountability
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "accountability",
        "gulin-accountability",
        data_accountability.generate,
        accountability.assess,
        ("shift(severity, 1)", "shift(severity, 2)"),
        rows=("fine", "sanction_level"),
    ),
)
