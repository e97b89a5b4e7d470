"""What a sign-in with a password needs beside it, for people who want that."""
