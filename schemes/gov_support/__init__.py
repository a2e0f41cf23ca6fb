"""政企客户部: a generic text of 2010, issuer not named."""

from kaohe.plugins.folder import SchemeFolder

abcd = SchemeFolder(__name__, "abcd")
