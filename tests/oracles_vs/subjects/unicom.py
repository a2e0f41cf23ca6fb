"""Schemes of the Unicom service quality system."""

from __future__ import annotations

from tests.oracles import data_human_cause, human_cause
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "human-cause",
        "unicom-human-cause",
        data_human_cause.generate,
        human_cause.assess,
        ("taken(fines, performance_pay), 0)", "taken(fines, performance_pay), 1)"),
    ),
)
