"""chengdu-service-fund: fines in, rewards out."""
