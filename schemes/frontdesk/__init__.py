"""健身会所客服部: 小组奖金按人头分配."""

from kaohe.plugins.folder import SchemeFolder

bonus_pool = SchemeFolder(__name__, "bonus_pool")
