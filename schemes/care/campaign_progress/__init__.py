"""care-campaign-progress: plans against their milestones."""
