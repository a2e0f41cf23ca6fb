"""gulin-supervision: persuasion first, then the leader."""
