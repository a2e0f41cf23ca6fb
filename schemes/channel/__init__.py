"""政企客户渠道 of a telecom operator that the text does not name."""

from kaohe.plugins.folder import SchemeFolder

pay = SchemeFolder(__name__, "pay")
