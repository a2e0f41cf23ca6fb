"""Schemes of a sales channel."""

from __future__ import annotations

from tests.oracles import channel_pay, data_channel_pay
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "channel-pay",
        "channel-pay",
        data_channel_pay.generate,
        channel_pay.assess,
        ("retention_subsidy = { stated = 200", "retention_subsidy = { stated = 201"),
    ),
)
