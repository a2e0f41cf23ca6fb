"""chengdu-bulletin: bulletins and what was decided on them."""
