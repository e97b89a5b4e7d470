"""Leaving over HTTP: parse, one call, present."""

from typing import Any

from django.http import StreamingHttpResponse
from django.http.response import HttpResponseBase
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from core import clock
from core.http.parsing import parse
from core.http.schema import refused
from leaving.models import Export as ExportRow
from leaving.models import ExportStatus
from leaving.services import consequences, deletion, export
from users.api.cookies import signed_out_response, unstored
from users.api.person import proof_of, signed_in
from users.api.serializers import NothingInput

from . import forms


class Export(APIView):
    """A file of everything about oneself."""

    @extend_schema(responses={200: forms.ExportOutput} | refused(401))
    def get(self, request: Request) -> Response:
        """How far the newest one is."""
        found = export.export_of(signed_in(request), now=clock.now())
        return unstored(Response(forms.ExportOutput(_export(found)).data))

    @extend_schema(
        request=NothingInput, responses={202: forms.ExportOutput} | refused(400, 401, 403)
    )
    def post(self, request: Request) -> Response:
        """Have one written, one at a time."""
        parse(NothingInput, request)
        asked = export.ask_for_export(
            user=signed_in(request), proof=proof_of(request), now=clock.now()
        )
        return unstored(Response(forms.ExportOutput(_export(asked)).data, status=202))


class ExportFile(APIView):
    """The file itself."""

    @extend_schema(
        responses={(200, "application/zip"): OpenApiTypes.BINARY} | refused(401, 403, 404)
    )
    def get(self, request: Request) -> HttpResponseBase:
        """A zip with JSON and CSV, for a day."""
        file = export.open_export(user=signed_in(request), proof=proof_of(request), now=clock.now())
        answer = StreamingHttpResponse(file.content, content_type="application/zip")
        answer["Content-Length"] = str(file.size)
        answer["Content-Disposition"] = 'attachment; filename="everything-about-me.zip"'
        answer["Cache-Control"] = "no-store"
        return answer


class Deletion(APIView):
    """The end of one's account."""

    @extend_schema(responses={200: forms.ConsequencesOutput} | refused(401))
    def get(self, request: Request) -> Response:
        """What it would do."""
        found = consequences.consequences(signed_in(request), now=clock.now())
        return unstored(Response(forms.ConsequencesOutput(found).data))

    @extend_schema(request=forms.DeletionInput, responses={204: None} | refused(400, 401, 403, 409))
    def post(self, request: Request) -> Response:
        """Delete it, for good."""
        values = parse(forms.DeletionInput, request)
        deletion.delete_account(
            user=signed_in(request),
            username=values["username"],
            proof=proof_of(request),
            now=clock.now(),
        )
        return signed_out_response()


def _export(found: ExportRow | None) -> dict[str, Any]:
    if found is None:
        nothing = dict.fromkeys(("asked_at", "ready_at", "expires_at", "size"))
        return {"status": forms.NONE, "progress": 0, **nothing}
    return {
        "status": found.status,
        "progress": found.progress,
        "asked_at": found.asked_at,
        "ready_at": found.ready_at,
        "expires_at": found.expires_at,
        "size": found.size if found.status == ExportStatus.READY else None,
    }
