"""generic-quality-plan: response, resolution, knowledge, communication, quality."""
