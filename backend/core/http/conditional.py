"""ETags: `If-None-Match` on reads, `If-Match` on writes."""

import hashlib
import time

from django.http import HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from rest_framework.request import Request


def _tags(header: str) -> list[str]:
    """The tags of a header, without `W/`: a compressing proxy weakens them on the way."""
    return [tag.strip().removeprefix("W/") for tag in header.split(",") if tag.strip()]


def with_etag(request: Request, response: HttpResponse, tag: str | None = None) -> HttpResponseBase:
    """Name the representation (by default by its bytes); 304 when the client has it.

    nginx may keep what strangers read to the end of this second, and tells nobody of the header.
    In its own words one second would be up to two.
    """
    # The fastest of the hashes where processors have instructions for it.
    tag = tag or '"' + hashlib.sha256(response.content).hexdigest()[:24] + '"'
    known = _tags(request.headers.get("If-None-Match", ""))
    if tag in known or "*" in known:
        not_modified = HttpResponseNotModified()
        not_modified["ETag"] = tag
        return not_modified
    response["ETag"] = tag
    response["X-Accel-Expires"] = f"@{int(time.time())}"
    return response


def edit_versions(request: Request) -> list[int | None] | None:
    """The edit versions `If-Match` accepts: None for any; an unreadable tag matches nothing.

    A tag is `"<edit version>.<seats version>"`; only the first part counts.
    """
    header = request.headers.get("If-Match")
    if header is None or header.strip() == "*":
        return None
    versions: list[int | None] = []
    for tag in _tags(header):
        edit = tag.strip('"').partition(".")[0]
        versions.append(int(edit) if edit.isascii() and edit.isdigit() and len(edit) < 10 else None)
    return versions
