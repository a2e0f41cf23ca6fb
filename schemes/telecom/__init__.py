"""中国电信政企客户支撑中心."""

from kaohe.plugins.folder import SchemeFolder

support_centre = SchemeFolder(__name__, "support_centre")
