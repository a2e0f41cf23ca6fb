"""Oracle of scheme 41, part one: the class of one event by itself (SCHEMES.md sections 41, B.2, B.3, E.41).

Where the text is silent: city media are class 2 with or without serious effect; `strong` and `extreme` are read as
printed, so an extreme reaction without a limit exceeded has no class of its own.
"""

from __future__ import annotations

from tests.oracles.common import Row, yes

REACTIONS = ("none", "dissatisfied", "strong", "extreme")
CONDUCT = ("bad_attitude", "prohibited_phrase", "reception_standard_breach", "quarrel", "wrong_answer")
ALWAYS_THREE = ("equipment_neglect", "operator_answer_late", "complaint")
ONLY_IF = {
    "shirking": "repeat_complaint",
    "processing_error": "affects_next_step",
    "late_arrival": "answer_limit_exceeded",
    "early_leave": "answer_limit_exceeded",
    "shift_gap": "answer_limit_exceeded",
    "fee_error": "loss",
}
MEDIA = {"county": 3, "city": 2, "provincial_or_above": 2}
KINDS = (
    *CONDUCT,
    *ALWAYS_THREE,
    *ONLY_IF,
    "media_exposure",
    "outage",
    "image_damage",
    "service_promise_breach",
    "on_site_breach",
    "leaving_post",
    "rule_violation",
)


def class_of(event: Row, window: bool) -> int | None:
    """1 is the most severe; None: the event has no class. `window`: its unit is a counter or service window."""
    kind, reaction = event["kind"], REACTIONS.index(event.get("customer_reaction") or "none")
    consequences = event.get("consequences") or "none"
    if kind == "media_exposure":
        level = event["media_level"]
        return 1 if level == "provincial_or_above" and yes(event, "serious_effect", False) else MEDIA[level]
    if kind == "outage":
        is_great = event.get("customer_grade") in ("group_top100", "important")
        return 1 if is_great or yes(event, "many_customers", False) else None
    if kind in CONDUCT:
        if kind == "bad_attitude" and window and consequences == "serious":
            return 1
        return 2 if window and reaction >= REACTIONS.index("dissatisfied") else 3
    if kind == "service_promise_breach":
        return breach_class(event, REACTIONS[reaction])
    if kind == "on_site_breach":
        is_own_report = event["breach"] == "asked_for_tools" and event.get("found_by") == "self_report"
        return None if is_own_report else 3
    if kind in ("leaving_post", "rule_violation"):
        return None if consequences == "none" else 3
    if kind in ONLY_IF:
        return 3 if yes(event, ONLY_IF[kind], False) else None
    return 1 if kind == "image_damage" else 3 if kind in ALWAYS_THREE else None


def breach_class(event: Row, reaction: str) -> int | None:
    """A promise not met or a limit exceeded: class 2 by the customer's reaction, 3 by its cause."""
    late = yes(event, "late", False)
    if reaction == "strong" or (late and reaction == "extreme"):
        return 2
    return 3 if late and event.get("late_cause") in ("piled_up", "lost") else None
