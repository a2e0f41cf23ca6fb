"""Schemes of the Chengdu branch rules."""

from __future__ import annotations

from tests.oracles import (
    annual_outcome,
    branch_monthly,
    bulletin,
    data_annual_outcome,
    data_branch_monthly,
    data_bulletin,
    data_event_penalty,
    data_indicator_panel,
    data_outlet_check,
    data_project_goals,
    data_service_fund,
    event_penalty,
    indicator_panel,
    outlet_check,
    project_goals,
    service_fund,
)
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "branch-monthly",
        "chengdu-branch-monthly",
        data_branch_monthly.generate,
        branch_monthly.assess,
        ("known(decided_points), 0", "known(decided_points), 1"),
        rows=("points",),
    ),
    Subject(
        "event-penalty",
        "chengdu-event-penalty",
        data_event_penalty.generate,
        event_penalty.assess,
        ("fen(percent_of(person_share, fine)), 0)", "fen(percent_of(person_share, fine)), 1)"),
        rows=("fine",),
    ),
    Subject(
        "indicator-panel",
        "chengdu-indicator-panel",
        data_indicator_panel.generate,
        indicator_panel.assess,
        ("value >= 2", "value >= 3"),
    ),
    Subject(
        "service-fund",
        "chengdu-service-fund",
        data_service_fund.generate,
        service_fund.assess,
        ("given(bulletin_run, 0)", "given(bulletin_run, 1)"),
    ),
    Subject(
        "service-fund-linked",
        "chengdu-service-fund",
        data_service_fund.generate_linked,
        service_fund.assess,
        ("given(commendation_rewards, 0)", "given(commendation_rewards, 0) + 1"),
        others=("chengdu-event-penalty",),
    ),
    Subject(
        "annual-outcome",
        "chengdu-annual-outcome",
        data_annual_outcome.generate,
        annual_outcome.assess,
        ("illustrative = 90", "illustrative = 91"),
    ),
    Subject(
        "annual-outcome-linked",
        "chengdu-annual-outcome",
        data_annual_outcome.generate_linked,
        annual_outcome.assess,
        ("bonus_points, 0", "bonus_points, 1"),
        others=("chengdu-branch-monthly",),
    ),
    Subject(
        "project-goals",
        "chengdu-project-goals",
        data_project_goals.generate,
        project_goals.assess,
        ("plan_completion >= 100", "plan_completion >= 101"),
    ),
    Subject(
        "outlet-check",
        "chengdu-outlet-check",
        data_outlet_check.generate,
        outlet_check.assess,
        ("illustrative = 80", "illustrative = 81"),
    ),
    Subject(
        "bulletin",
        "chengdu-bulletin",
        data_bulletin.generate,
        bulletin.assess,
        ('each = "decided_points"', 'each = "decided_points + 1"'),
    ),
)
