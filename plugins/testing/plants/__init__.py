"""Defects to plant into a scheme document: what people get wrong when they write a scheme, one kind per function."""

from __future__ import annotations

from kaohe.plugins.testing.plants import circles, clauses, marks, signs, tiers, unread
from kaohe.plugins.testing.plants.plant import Edit, Plant, Sow

KINDS: tuple[Sow, ...] = (
    tiers.lowest_tier_lost, tiers.tier_twice, tiers.tier_elsewhere, tiers.printed_overlap, tiers.grades_overlap,
    tiers.grade_out_of_reach, clauses.clause_dropped, clauses.clause_forgotten, clauses.clause_misspelt,
    unread.parameter_unread, unread.input_unread, unread.reading_idle, signs.gap_turned, signs.target_beyond,
    signs.deduction_added, signs.edge_moved, signs.graver_cheaper, marks.marks_above_full, marks.full_marks_wrong,
    marks.no_such_day, circles.cycle, circles.rows_cycle,
)  # fmt: skip
"""What can be planted."""

__all__ = ["KINDS", "Edit", "Plant", "Sow"]
