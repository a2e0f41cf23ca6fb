"""Schemes of a telecom support centre."""

from __future__ import annotations

from tests.oracles import data_support_centre, support_centre
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "support-centre",
        "gov-support-centre",
        data_support_centre.generate,
        support_centre.assess,
        ("lastmile_repeat = 8", "lastmile_repeat = 9"),
        rows=("points",),
        ranked=(("opportunity_ranked", "opportunity_points"), ("conversion_ranked", "conversion_points")),
    ),
)
