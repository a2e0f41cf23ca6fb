"""next_slot of unicom-gm-hotline: columns and fractions agree, given by its plugin as any plugin would."""

from __future__ import annotations

from datetime import datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from kaohe.core.errors import KaoheError
from kaohe.core.program.program import Engine
from kaohe.plugins import session
from kaohe.plugins.examined import examine
from kaohe.schemes.unicom.gm_hotline.next_slot import NextSlot, offsets
from tests.core.operations.harness import BOTH, agree

SLOTS = {"days": "mon-sat", "at": {"1": "10:00", "2": "15:00"}}
START = datetime(1970, 1, 1)
FORMULAS = {
    "next": "next_slot(at, slots)",
    "moved": "next_slot(after(at, x), slots)",
    "open": "next_slot(due, slots)",
    "kept": "done <= next_slot(at, slots)",
    "again": "next_slot(next_slot(at, slots), slots) - next_slot(at, slots)",
}


@BOTH
@pytest.mark.parametrize("days", ["mon-sat", "sun", "fri-tue"])
def test_columns_and_fractions_agree(engine: Engine, days: str) -> None:
    done = agree(FORMULAS, engine, constants={"slots": SLOTS | {"days": days}}, more=(NextSlot,))
    assert done.doubtful == 0
    assert {value for value in done.truth["again"] if value is not None} == {0}


@pytest.mark.parametrize("minutes", range(0, 7 * 1440, 30))
def test_it_is_the_first_slot_at_or_after_the_time(minutes: int) -> None:
    time = datetime(2003, 4, 1) + timedelta(minutes=minutes)
    slot = time
    while not (slot.weekday() < 6 and slot.hour in (10, 15) and slot.minute == 0):
        slot += timedelta(minutes=30)
    given = NextSlot.__new__(NextSlot).fraction(Fraction(int((time - START).total_seconds())), SLOTS)
    assert given == int((slot - START).total_seconds())


@pytest.mark.parametrize(
    ("slots", "names"),
    [
        ({"days": "weekdays", "at": {"1": "10:00"}}, "weekdays"),
        ({"days": "mon-sat", "at": {}}, "no times"),
        ({"days": "mon-sat", "at": {"1": "24:00"}}, "24:00"),
        ({"days": "mon-sat", "at": {"1": "noon"}}, "noon"),
    ],
)
def test_slots_that_cannot_be_read(slots: dict[str, object], names: str) -> None:
    with pytest.raises(KaoheError, match=names):
        offsets(slots)


def test_a_document_may_list_only_what_a_plugin_gives(tmp_path: Path) -> None:
    own = session.host().scheme_source("unicom-gm-hotline").path
    copy = tmp_path / own.name
    copy.write_text(own.read_text("utf-8").replace('["next_slot"]', '["next_slt"]'), "utf-8")
    with pytest.raises(KaoheError, match=r"line 8.*no plugin gives the operation 'next_slt'.*next_slot"):
        examine(copy)
