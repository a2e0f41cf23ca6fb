"""中国移动通信集团四川有限公司: Sichuan Mobile."""

from kaohe.plugins.folder import SchemeFolder

ict_partner = SchemeFolder(__name__, "ict_partner")
