"""The scheme ``library-desk`` is the folder that this file is in."""

from kaohe.plugins.folder import SchemeFolder

scheme = SchemeFolder(__name__)
