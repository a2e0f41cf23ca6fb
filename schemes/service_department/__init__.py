"""客户服务部门考核制度范本: three rating templates of service departments."""

from kaohe.plugins.folder import SchemeFolder

four_dimensions = SchemeFolder(__name__, "four_dimensions")
six_dimensions = SchemeFolder(__name__, "six_dimensions")
two_way = SchemeFolder(__name__, "two_way")
