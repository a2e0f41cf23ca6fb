"""urgency-ladder: response by urgency, team bonus, warning, training, dismissal."""
