"""Why an export stops."""


class Superseded(Exception):
    """Another try writes this export now, or nobody wants it any more."""
