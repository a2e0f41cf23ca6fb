"""gulin-time-limits: hours and working days by class of ticket."""
