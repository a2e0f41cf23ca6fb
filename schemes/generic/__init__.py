"""Sample rules that name no issuing organisation."""

from kaohe.plugins.folder import SchemeFolder

grade_rewards = SchemeFolder(__name__, "grade_rewards")
operator_criteria = SchemeFolder(__name__, "operator_criteria")
quality_management = SchemeFolder(__name__, "quality_management")
quality_plan = SchemeFolder(__name__, "quality_plan")
staff_ratings = SchemeFolder(__name__, "staff_ratings")
urgency_ladder = SchemeFolder(__name__, "urgency_ladder")
