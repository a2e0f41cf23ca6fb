"""service-dept-six-dim: six dimensions, 110 points."""
