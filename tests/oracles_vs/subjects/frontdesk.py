"""Schemes of a front desk."""

from __future__ import annotations

from tests.oracles import bonus_pool, data_bonus_pool
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "bonus-pool",
        "frontdesk-bonus-pool",
        data_bonus_pool.generate,
        bonus_pool.assess,
        ("no_greeting = -1", "no_greeting = -2"),
        rows=("points",),
    ),
)
