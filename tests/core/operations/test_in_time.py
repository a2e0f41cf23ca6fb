"""in_time: columns and fractions agree."""

from __future__ import annotations

from kaohe.core.operations import Run
from kaohe.core.program.program import Engine
from tests.core.operations.harness import BOTH, agree, one

CASES = {
    "plain": "in_time(done, due)",
    "at_once": "in_time(at, at)",
    "no_stamp": "in_time(absent, due)",
    "no_due": "in_time(done, absent)",
    "within_": "within(done, at, 60)",
    "counted": "in_time(done, due) + 0",
    "either": "in_time(done, due) or yes",
}


@BOTH
def test_columns_and_fractions_agree(engine: Engine) -> None:
    agree(CASES, engine)


@BOTH
def test_open_cases_wait_for_the_moment_of_judgement(engine: Engine) -> None:
    for as_of in (1_400_000_000, 0, 2_000_000_000):
        agree(CASES, engine, run=Run(as_of=as_of))


@BOTH
def test_the_edge_of_the_deadline(engine: Engine) -> None:
    assert one("in_time(100, 100)", engine) is True
    assert one("in_time(101, 100)", engine) is False
    assert one("in_time(nothing, 100)", engine) is False
    assert one("in_time(nothing, 100)", engine, run=Run(as_of=100)) is None
    assert one("in_time(nothing, 100)", engine, run=Run(as_of=101)) is False
    assert one("in_time(100, nothing)", engine) is None
