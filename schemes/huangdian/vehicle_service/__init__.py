"""vehicle-service-monthly: month and year of one vehicle."""
