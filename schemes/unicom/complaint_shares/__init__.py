"""unicom-complaint-shares: complaints by desk, net and product unit."""
