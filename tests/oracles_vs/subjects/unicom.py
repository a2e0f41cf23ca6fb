"""Schemes of the Unicom service quality system."""

from __future__ import annotations

from tests.oracles import (
    complaint_shares,
    composite,
    data_complaint_shares,
    data_composite,
    data_dispatch_order,
    data_gm_hotline,
    data_human_cause,
    data_outlet_ranking,
    dispatch_order,
    gm_hotline,
    human_cause,
    outlet_ranking,
)
from tests.oracles_vs.subject import Subject

SUBJECTS = (
    Subject(
        "complaint-shares",
        "unicom-complaint-shares",
        data_complaint_shares.generate,
        complaint_shares.assess,
        ("each = \"net == 'support'\"", "each = \"net == 'product'\""),
    ),
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
        "gm-hotline",
        "unicom-gm-hotline",
        data_gm_hotline.generate,
        gm_hotline.assess,
        ("front_desk = 5,", "front_desk = 6,"),
        rows=("ticket_result",),
    ),
    Subject(
        "human-cause",
        "unicom-human-cause",
        data_human_cause.generate,
        human_cause.assess,
        ("taken(fines, performance_pay), 0)", "taken(fines, performance_pay), 1)"),
    ),
    Subject(
        "outlet-ranking",
        "unicom-outlet-ranking",
        data_outlet_ranking.generate,
        outlet_ranking.assess,
        ("violation_amount * violations", "violation_amount * own_violations"),
    ),
)
