"""What is compared: every scheme with its oracle, its generator, and a changed number that must be noticed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.oracles import (
    accountability,
    bonus_pool,
    branch_monthly,
    call_centre,
    data_accountability,
    data_bonus_pool,
    data_branch_monthly,
    data_call_centre,
    data_event_penalty,
    data_indicator_panel,
    data_service_fund,
    data_support_centre,
    event_penalty,
    indicator_panel,
    service_fund,
    support_centre,
)
from tests.oracles.common import Outcome, Parameters, Span, Tables
from tests.oracles.data_common import Generated, Mode

Assess = Callable[[Tables, Parameters, Span], Outcome]
Generate = Callable[[int, int, Mode], Generated]
MODES: tuple[Mode, ...] = ("random", "ties", "near_ties", "thresholds")


@dataclass(frozen=True)
class Subject:
    """One comparison. ``others``: schemes that run along; ``rows``: row results compared; ``ranked``: rank node names.

    ``changed``: a piece of the document and what it becomes in the negative control, one number apart.
    """

    name: str
    scheme: str
    generate: Generate
    assess: Assess
    changed: tuple[str, str]
    others: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    ranked: tuple[tuple[str, str], ...] = ()

    @property
    def change(self) -> str:
        """The negative control in words."""
        return " -> ".join(self.changed)


def _linked(seed: int, unit_periods: int, mode: Mode) -> Generated:
    return data_service_fund.generate_linked(seed, unit_periods, mode)


SUBJECTS = {
    subject.name: subject
    for subject in (
        Subject(
            "branch-monthly", "chengdu-branch-monthly", data_branch_monthly.generate, branch_monthly.assess,
            ("known(decided_points), 0", "known(decided_points), 1"), rows=("points",),
        ),
        Subject(
            "event-penalty", "chengdu-event-penalty", data_event_penalty.generate, event_penalty.assess,
            ("fen(percent_of(person_share, fine)), 0)", "fen(percent_of(person_share, fine)), 1)"), rows=("fine",),
        ),
        Subject(
            "indicator-panel", "chengdu-indicator-panel", data_indicator_panel.generate, indicator_panel.assess,
            ("value >= 2", "value >= 3"),
        ),
        Subject(
            "service-fund", "chengdu-service-fund", data_service_fund.generate, service_fund.assess,
            ("given(bulletin_run, 0)", "given(bulletin_run, 1)"),
        ),
        Subject(
            "service-fund-linked", "chengdu-service-fund", _linked, service_fund.assess,
            ("given(commendation_rewards, 0)", "given(commendation_rewards, 0) + 1"), others=("chengdu-event-penalty",),
        ),
        Subject(
            "accountability", "gulin-accountability", data_accountability.generate, accountability.assess,
            ("shift(severity, 1)", "shift(severity, 2)"), rows=("fine", "sanction_level"),
        ),
        Subject(
            "call-centre", "bank-call-centre", data_call_centre.generate, call_centre.assess,
            ("60 = 80", "60 = 81"),
        ),
        Subject(
            "bonus-pool", "frontdesk-bonus-pool", data_bonus_pool.generate, bonus_pool.assess,
            ("no_greeting = -1", "no_greeting = -2"), rows=("points",),
        ),
        Subject(
            "support-centre", "gov-support-centre", data_support_centre.generate, support_centre.assess,
            ("lastmile_repeat = 8", "lastmile_repeat = 9"), rows=("points",),
            ranked=(("opportunity_ranked", "opportunity_points"), ("conversion_ranked", "conversion_points")),
        ),
    )
}  # fmt: skip
