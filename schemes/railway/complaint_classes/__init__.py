"""railway-complaint-classes: three complaint classes, deduction from the bundled wage."""
