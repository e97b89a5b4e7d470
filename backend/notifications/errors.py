"""What can go wrong while mails are sent."""


class MailsUnsent(Exception):
    """Some mails of a job could not be sent; the job is to be repeated."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} mails could not be sent")
        self.count = count
