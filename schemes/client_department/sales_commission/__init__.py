"""client-sales-commission: pay of account managers and their director."""
