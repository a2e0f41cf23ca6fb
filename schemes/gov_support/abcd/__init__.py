"""gov-support-abcd: nine marks, four grades."""
