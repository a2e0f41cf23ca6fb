"""unicom-composite: nine items of the prefecture branches, and satisfaction."""
