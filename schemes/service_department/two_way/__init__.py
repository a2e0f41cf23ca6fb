"""service-dept-360: marks by the superior and by peers."""
