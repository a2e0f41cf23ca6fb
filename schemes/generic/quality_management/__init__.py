"""generic-quality-management: five indicators, ranking, confidentiality."""
