"""unicom-dispatch-order: the general manager's order, three times without a reply."""
