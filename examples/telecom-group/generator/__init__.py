"""The parts of the generated province, one file per part."""
