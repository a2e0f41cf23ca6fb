"""What is not supplied is refused by the oracle and by kaohe, and named (C5, C15)."""

from __future__ import annotations

import pytest

from kaohe.core.errors import KaoheError
from tests.oracles.common import Row, Tables
from tests.oracles_vs.running import run
from tests.oracles_vs.subjects import SUBJECTS

RATED = ("grade-rewards", "quality-management", "quality-plan", "operator-criteria", "staff-ratings")


def without(tables: Tables, table: str, gone: Row, column: str) -> Tables:
    """The tables without any row of the same unit, period and name."""

    def key(row: Row) -> tuple[str, str, str]:
        return row["unit"], row["period"], row[column].rpartition("/")[2]

    return {**tables, table: [row for row in tables[table] if key(row) != key(gone)]}


@pytest.mark.parametrize("name", RATED)
def test_a_missing_mark(name: str) -> None:
    subject = SUBJECTS[name]
    tables, parameters, span, _ = subject.generate(2, 60, "random")
    shown = {key[1:3] for key in subject.assess(tables, parameters, span).nodes}
    gone = next(row for row in reversed(tables["ratings"]) if (row["unit"], row["period"]) in shown)
    leaf, lacking = gone["item"].rpartition("/")[2], without(tables, "ratings", gone, "item")
    with pytest.raises(ValueError, match=f"{gone['unit']} {gone['period']}: {leaf}"):
        subject.assess(lacking, parameters, span)
    with pytest.raises(KaoheError) as refused:
        run(subject, lacking, parameters, span)
    assert all(word in str(refused.value) for word in (gone["unit"], gone["period"], leaf))


def test_a_missing_wage() -> None:
    subject = SUBJECTS["complaint-classes"]
    tables, parameters, span, _ = subject.generate(2, 300, "random")
    nodes = subject.assess(tables, parameters, span).nodes
    gone = next(
        row
        for row in tables["measurements"]
        if row["unit"].startswith("P") and nodes.get(("month", row["unit"], row["period"], "fines"))
    )
    lacking = without(tables, "measurements", gone, "indicator")
    with pytest.raises(ValueError, match=f"{gone['unit']} {gone['period']}: bundled_wage"):
        subject.assess(lacking, parameters, span)
    with pytest.raises(KaoheError) as refused:
        run(subject, lacking, parameters, span)
    assert all(word in str(refused.value) for word in (gone["unit"], gone["period"], "bundled_wage"))
