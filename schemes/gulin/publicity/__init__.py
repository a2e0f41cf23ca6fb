"""gulin-publicity: six postings at every inspection of the month."""
