"""某公司客户部: 客户经理与客户总监的薪酬."""

from kaohe.plugins.folder import SchemeFolder

sales_commission = SchemeFolder(__name__, "sales_commission")
