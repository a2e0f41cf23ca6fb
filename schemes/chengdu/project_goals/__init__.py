"""chengdu-project-goals: completion per project."""
