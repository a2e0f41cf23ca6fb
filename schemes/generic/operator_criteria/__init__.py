"""operator-five-criteria: five criteria by which an operator assesses itself."""
