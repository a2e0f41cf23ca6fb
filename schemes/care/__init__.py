"""A telecom operator's prefecture branches under 省公司; the text does not name it."""

from kaohe.plugins.folder import SchemeFolder

campaign_progress = SchemeFolder(__name__, "campaign_progress")
