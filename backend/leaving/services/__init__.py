"""How people leave: with everything about them in a file, and without a trace."""
