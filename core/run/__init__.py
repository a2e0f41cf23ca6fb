"""A run: judge rows, gather cells, score nodes, settle outcomes."""
