"""Stores: folders in which months are settled for good, with their rows, results and postings."""
