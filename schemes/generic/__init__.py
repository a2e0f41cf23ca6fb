"""Sample rules that name no issuing organisation."""

from kaohe.plugins.folder import SchemeFolder

grade_rewards = SchemeFolder(__name__, "grade_rewards")

urgency_ladder = SchemeFolder(__name__, "urgency_ladder")
