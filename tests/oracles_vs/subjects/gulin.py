"""Schemes of the Gulin service rules."""

from __future__ import annotations

from tests.oracles import (
    accountability,
    area_contract,
    data_accountability,
    data_area_contract,
    data_first_contact,
    data_publicity,
    data_supervision,
    data_time_limits,
    first_contact,
    publicity,
    supervision,
    time_limits,
)
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
    Subject(
        "publicity",
        "gulin-publicity",
        data_publicity.generate,
        publicity.assess,
        ("postings_in_place == 6", "postings_in_place == 5"),
    ),
    Subject(
        "supervision",
        "gulin-supervision",
        data_supervision.generate,
        supervision.assess,
        ("persuasion == 'ok'", "persuasion == 'failed'"),
        rows=("persuasion_result",),
    ),
    Subject(
        "time-limits",
        "gulin-time-limits",
        data_time_limits.generate,
        time_limits.assess,
        ("stated = 24", "stated = 25"),
        rows=("deadline", "ticket_result"),
    ),
    Subject(
        "first-contact",
        "gulin-first-contact",
        data_first_contact.generate,
        first_contact.assess,
        ("violations == 0", "violations == 1"),
    ),
)
