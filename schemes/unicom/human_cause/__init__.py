"""unicom-human-cause: penalties for complaints of human cause, on the person and the unit."""
