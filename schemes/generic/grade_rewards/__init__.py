"""abc-grade-rewards: A/B/C grades, top-N rewards, retest and what follows."""
