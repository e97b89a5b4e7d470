"""The use cases of the catalogue, and the steps it offers for seats."""
