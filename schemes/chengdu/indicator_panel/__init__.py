"""chengdu-indicator-panel: six rates, with verdicts where targets are given."""
