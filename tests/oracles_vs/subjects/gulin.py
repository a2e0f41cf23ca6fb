"""Schemes of the Gulin service rules."""

from __future__ import annotations

from tests.oracles import accountability, area_contract, data_accountability, data_area_contract
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "area-contract",
        "gulin-area-contract",
        data_area_contract.generate,
        area_contract.assess,
        ("stated = 99,", "stated = 98,"),
    ),
    Subject(
        "accountability",
        "gulin-accountability",
        data_accountability.generate,
        accountability.assess,
        ("shift(severity, 1)", "shift(severity, 2)"),
        rows=("fine", "sanction_level"),
    ),
)
