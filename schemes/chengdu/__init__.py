"""四川省有线广播电视网络股份有限公司成都分公司: Sichuan cable, Chengdu branch."""

from kaohe.plugins.folder import SchemeFolder
from kaohe.plugins.suites import SuiteDocument

branch_monthly = SchemeFolder(__name__, "branch_monthly")
annual_outcome = SchemeFolder(__name__, "annual_outcome")
bulletin = SchemeFolder(__name__, "bulletin")
event_penalty = SchemeFolder(__name__, "event_penalty")
indicator_panel = SchemeFolder(__name__, "indicator_panel")
outlet_check = SchemeFolder(__name__, "outlet_check")
project_goals = SchemeFolder(__name__, "project_goals")
service_fund = SchemeFolder(__name__, "service_fund")
suite = SuiteDocument(__name__, "chengdu")
