"""crm-dept-report: what a service department reports each month."""
