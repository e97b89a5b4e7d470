"""Mails, each written once and then sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.ids import new_id


class Mail(models.Model):
    """One mail about one event to one person; `event_key` makes it unique."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    event_key = models.CharField(max_length=120)
    address = models.EmailField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField()
    calendar = models.TextField(blank=True)
    # Whose secret is put in place of its marks when the mail is sent (services/secrets.py).
    one_time_id = models.UUIDField(null=True)
    created_at = models.DateTimeField(db_index=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "event_key"], name="one_mail_per_event_and_person"
            )
        ]
        indexes = [
            models.Index(fields=["event_key"], condition=Q(sent_at=None), name="mail_unsent")
        ]

    def __str__(self) -> str:
        return self.subject
