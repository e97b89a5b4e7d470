"""A change of the tables as a release brings it, made and taken back while people book."""
