"""gulin-accountability: escalating fines and sanctions."""
