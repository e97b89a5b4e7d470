"""Use cases and steps around money."""
