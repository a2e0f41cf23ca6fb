"""Schemes of a railway telecom company."""

from __future__ import annotations

from tests.oracles import complaint_classes, data_complaint_classes
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "complaint-classes",
        "railway-complaint-classes",
        data_complaint_classes.generate,
        complaint_classes.assess,
        ("= 300", "= 301"),
        rows=("railway_class",),
    ),
)
