"""四川广电网络古蔺分公司: Sichuan cable, Gulin branch."""

from kaohe.plugins.folder import SchemeFolder
from kaohe.plugins.suites import SuiteDocument

accountability = SchemeFolder(__name__, "accountability")
area_contract = SchemeFolder(__name__, "area_contract")
first_contact = SchemeFolder(__name__, "first_contact")
publicity = SchemeFolder(__name__, "publicity")
supervision = SchemeFolder(__name__, "supervision")
time_limits = SchemeFolder(__name__, "time_limits")
suite = SuiteDocument(__name__, "gulin")
