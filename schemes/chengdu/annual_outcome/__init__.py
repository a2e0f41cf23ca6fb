"""chengdu-annual-outcome: what the year score brings."""
