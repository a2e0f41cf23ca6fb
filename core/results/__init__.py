"""Results: the tables of a run, exact and as people read them."""
