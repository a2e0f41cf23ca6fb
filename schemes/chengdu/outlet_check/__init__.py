"""chengdu-outlet-check: fine or reward by the month's inspections."""
