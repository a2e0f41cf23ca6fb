"""银行客户服务中心."""

from kaohe.plugins.folder import SchemeFolder

call_centre = SchemeFolder(__name__, "call_centre")
