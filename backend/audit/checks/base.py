from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """`sentence` says what holds; `sql` finds the rows for which it does not."""

    id: str
    sentence: str
    sql: str
