"""minutes: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree

CASES = {
    "since": "minutes(at, done)",
    "back": "minutes(done, at)",
    "limit": "minutes(at, due) <= 60",
    "later": "minutes(at, after(at, x)) == x",
    "started": "up(minutes(at, done), 1)",
    "nil": "minutes(absent, at)",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)
