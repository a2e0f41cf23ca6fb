"""Stored periods: which rows are new, what a settled period was, and what is posted where it comes out differently."""
