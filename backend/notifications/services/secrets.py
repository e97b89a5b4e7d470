"""Secrets in mails that are kept: the rows have marks, the mails that go out the secrets.

So neither the table of mails nor a backup of it holds a link that works.
"""

from uuid import UUID

from users.services.one_time import digits_of, token_of


def token_mark(one_time_id: UUID) -> str:
    """Stands for the long secret. Its id is known to nobody who could type it somewhere."""
    return f"token-of-{one_time_id}"


def digits_mark(one_time_id: UUID) -> str:
    """Stands for the short one."""
    return f"code-of-{one_time_id}"


def filled_in(body: str, one_time_id: UUID | None) -> str:
    """The body as it goes out."""
    if one_time_id is None:
        return body
    body = body.replace(token_mark(one_time_id), token_of(one_time_id))
    return body.replace(digits_mark(one_time_id), digits_of(one_time_id))
