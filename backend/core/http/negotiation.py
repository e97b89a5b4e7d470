"""Which representation a client gets: the one there is."""

from collections.abc import Iterable

from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class OneRepresentation(DefaultContentNegotiation):
    """Each route has one. What a client would rather have makes no difference (RFC 9110, 12.1),
    so that a calendar program gets its entry, and everybody the reason of a refusal."""

    def select_renderer(
        self,
        request: Request,
        renderers: Iterable[BaseRenderer],
        format_suffix: str | None = None,
    ) -> tuple[BaseRenderer, str]:
        (only,) = renderers
        return only, str(only.media_type)
