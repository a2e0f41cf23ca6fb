"""Independent judges: one file per scheme, written from its text alone with fractions."""
