"""channel-pay: month pay of direct-sales account managers."""
