"""甘兰铁客: railway telecom, customer service department."""

from kaohe.plugins.folder import SchemeFolder

complaint_classes = SchemeFolder(__name__, "complaint_classes")
