"""Signing in with somebody else's word for who it is. The only package that knows allauth."""
