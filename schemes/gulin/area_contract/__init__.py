"""gulin-area-contract: three lines per area and month."""
