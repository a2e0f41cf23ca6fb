"""service-dept-four-dim: person by month, team by quarter, both in the year."""
