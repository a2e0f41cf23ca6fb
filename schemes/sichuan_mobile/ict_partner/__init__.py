"""ict-partner-contract: twelve items, two papers, two terms, per contract."""
