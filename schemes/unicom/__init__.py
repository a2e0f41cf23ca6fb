"""联通 服务质量管理考核体系 (April 2003): China Unicom, provincial service quality supervision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kaohe.plugins.folder import SchemeFolder
from kaohe.plugins.hookspecs import hookimpl
from kaohe.plugins.suites import SuiteDocument

if TYPE_CHECKING:
    from kaohe.core.operations import Operation


class Hotline(SchemeFolder):
    """A scheme folder with an operation of its own."""

    @hookimpl
    def kaohe_operations(self) -> list[type[Operation]]:
        """``next_slot``, imported when a document that lists it is run."""
        from kaohe.schemes.unicom.gm_hotline.next_slot import NextSlot

        return [NextSlot]


complaint_shares = SchemeFolder(__name__, "complaint_shares")
composite = SchemeFolder(__name__, "composite")
dispatch_order = SchemeFolder(__name__, "dispatch_order")
gm_hotline = Hotline(__name__, "gm_hotline")
human_cause = SchemeFolder(__name__, "human_cause")
outlet_ranking = SchemeFolder(__name__, "outlet_ranking")
suite = SuiteDocument(__name__, "unicom")
