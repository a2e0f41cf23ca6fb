"""The operations of the formula language, one file each; a plugin may add its own."""

from __future__ import annotations

from kaohe.core.operations.after import After
from kaohe.core.operations.all_of import AllOf
from kaohe.core.operations.any_of import AnyOf
from kaohe.core.operations.base import Operation, Run
from kaohe.core.operations.cases import Cases
from kaohe.core.operations.clip import Clip
from kaohe.core.operations.extremes import Maximum, Minimum
from kaohe.core.operations.gaps import Above, Below
from kaohe.core.operations.in_time import InTime
from kaohe.core.operations.known import Known
from kaohe.core.operations.lookup import Lookup
from kaohe.core.operations.minutes import Minutes
from kaohe.core.operations.ratio import Ratio
from kaohe.core.operations.rounding import Down, HalfUp, Up
from kaohe.core.operations.shift import Shift
from kaohe.core.operations.size import Size
from kaohe.core.operations.tier import Tier
from kaohe.core.operations.tree import TREE
from kaohe.core.operations.working_day import WorkingDay

BUILT_IN: tuple[type[Operation], ...] = (
    Above, After, AllOf, AnyOf, Below, Cases, Clip, Down, HalfUp, InTime, Known, Lookup, Maximum, Minimum, Minutes,
    Ratio, Shift, Size, Tier, Up, WorkingDay,
)  # fmt: skip


def operations(run: Run | None = None, more: tuple[type[Operation], ...] = ()) -> dict[str, Operation]:
    """Every operation by name, for one run."""
    run = run or Run()
    return {kind.name: kind(run) for kind in (*BUILT_IN, *TREE, *more)}


__all__ = ["BUILT_IN", "Operation", "Run", "operations"]
