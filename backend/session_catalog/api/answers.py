"""Answers whose JSON PostgreSQL has written."""

from django.http import HttpResponse


def json_text(text: str, **headers: str) -> HttpResponse:
    return HttpResponse(text.encode(), content_type="application/json", headers=headers)
