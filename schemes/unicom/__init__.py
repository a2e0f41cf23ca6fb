"""联通 服务质量管理考核体系 (April 2003): China Unicom, provincial service quality supervision."""

from kaohe.plugins.folder import SchemeFolder

complaint_shares = SchemeFolder(__name__, "complaint_shares")
composite = SchemeFolder(__name__, "composite")
dispatch_order = SchemeFolder(__name__, "dispatch_order")
human_cause = SchemeFolder(__name__, "human_cause")
outlet_ranking = SchemeFolder(__name__, "outlet_ranking")
