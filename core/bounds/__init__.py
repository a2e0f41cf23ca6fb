"""What formulas can come to at all: where they decide, between what bounds they lie, which way they move."""
