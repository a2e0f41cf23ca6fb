"""A company whose customer service department keeps its clients in a CRM; the text does not name it."""

from kaohe.plugins.folder import SchemeFolder

dept_report = SchemeFolder(__name__, "dept_report")
