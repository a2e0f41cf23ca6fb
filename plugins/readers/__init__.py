"""Readers: folders and files of people's tables."""
