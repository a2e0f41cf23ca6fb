"""Schemes of a bank's call centre."""

from __future__ import annotations

from tests.oracles import call_centre, data_call_centre
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "call-centre",
        "bank-call-centre",
        data_call_centre.generate,
        call_centre.assess,
        ("60 = 80", "60 = 81"),
    ),
)
