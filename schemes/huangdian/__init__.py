"""黄甸汽车运输有限责任公司: passenger transport."""

from kaohe.plugins.folder import SchemeFolder

vehicle_service = SchemeFolder(__name__, "vehicle_service")
