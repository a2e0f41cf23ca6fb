"""某公司政企业务: 生产单位的激励."""

from kaohe.plugins.folder import SchemeFolder

incentive = SchemeFolder(__name__, "incentive")
