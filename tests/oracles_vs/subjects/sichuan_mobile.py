"""Schemes of Sichuan Mobile."""

from __future__ import annotations

from tests.oracles import data_partner_contract, partner_contract
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "partner-contract",
        "ict-partner-contract",
        data_partner_contract.generate,
        partner_contract.assess,
        ("papers_present == 2", "papers_present == 1"),
    ),
)
