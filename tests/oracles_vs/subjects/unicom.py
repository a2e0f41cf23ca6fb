"""Schemes of the Unicom service quality system."""

from __future__ import annotations

from tests.oracles import composite, data_composite, data_dispatch_order, data_human_cause, dispatch_order, human_cause
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "composite",
        "unicom-composite",
        data_composite.generate,
        composite.assess,
        ("raw_points + 6", "raw_points + 7"),
    ),
    Subject(
        "dispatch-order",
        "unicom-dispatch-order",
        data_dispatch_order.generate,
        dispatch_order.assess,
        ("given(last_counted, 0)", "given(last_counted, 1)"),
        rows=("reply",),
    ),
    Subject(
        "human-cause",
        "unicom-human-cause",
        data_human_cause.generate,
        human_cause.assess,
        ("taken(fines, performance_pay), 0)", "taken(fines, performance_pay), 1)"),
    ),
)
