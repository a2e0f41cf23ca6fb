"""unicom-outlet-ranking: outlets and clerks ranked and published."""
