"""size: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, refused

CASES = {
    "count": "size(items)",
    "enough": "size(items) >= 2",
    "points": "-2 * size(items) + x",
    "has": "'low' in items",
    "has_not": "'high' not in items",
    "both": "'low' in items and sure",
    "counted": "('mid' in items) + 1",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)


def test_only_lists_have_a_size() -> None:
    assert "list column" in refused("size(level)")
    assert "list column" in refused("size(absent)")
