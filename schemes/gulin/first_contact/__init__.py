"""gulin-first-contact: the highest post present answers for the visit."""
