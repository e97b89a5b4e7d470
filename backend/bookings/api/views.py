"""Bookings over HTTP: parse, one call, present."""

import json
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from bookings.models import Booking
from bookings.services import book, cancel, change, insights, pay, roster
from bookings.services.calendar import calendar_entry
from core import clock, limits
from core.errors import NotFound
from core.http.conditional import with_etag
from core.http.idempotent import once, once_resumable
from core.http.parsing import parse, parse_query
from core.http.schema import IDEMPOTENCY_KEY, IF_NONE_MATCH, refused
from core.idempotency import Answer
from users.api.permissions import IsCreator
from users.api.person import signed_in

from . import serializers as forms
from .lists import MINE, ON_MY_SESSIONS, bookings_page
from .representation import booking_text

BOOKING = forms.BookingOutput
BOOKINGS = forms.BookingOutput(many=True)


def _answer(request: Request, booking_id: UUID, status: int = 200) -> Answer:
    text = booking_text(booking_id, reader_id=signed_in(request).pk)
    location = f"/api/bookings/{booking_id}/" if status == 201 else None
    return Answer(status, text.encode(), location)


def _http(answer: Answer) -> HttpResponse:
    return HttpResponse(answer.body, status=answer.status_code, content_type="application/json")


class Bookings(APIView):
    """One's own bookings."""

    @extend_schema(parameters=[forms.BookingsQuery], responses={200: BOOKINGS, **refused(400)})
    def get(self, request: Request) -> HttpResponse:
        query = parse_query(forms.BookingsQuery, request)
        return bookings_page(
            request, query, scope=MINE, reader_id=signed_in(request).pk, now=clock.now()
        )

    @extend_schema(
        request=forms.BookInput,
        parameters=[IDEMPOTENCY_KEY],
        responses={201: BOOKING, **refused(400, 403, 404, 409, 429, 503)},
    )
    def post(self, request: Request) -> HttpResponse:
        values = parse(forms.BookInput, request, owned_values={"user": signed_in(request).pk})
        pays = _wants_to_pay(values)
        limits.consume(
            f"booking:{signed_in(request).pk}",
            limit=settings.BOOKINGS_PER_MINUTE,
            window=limits.MINUTE,
            now=clock.now(),
        )
        return (_book_and_pay if pays else _book)(request, values)


def _wants_to_pay(values: dict[str, Any]) -> bool:
    """`pending` and `unpaid` are what a new booking is anyway."""
    status, payment = values.get("status"), values.get("payment_status")
    return change.wants_to_pay(
        status=status if status != "pending" else None,
        payment_status=payment if payment != "unpaid" else None,
    )


def _book(request: Request, values: dict[str, Any]) -> HttpResponse:
    return once(
        request,
        lambda: book.book_session(
            user=signed_in(request),
            session_id=values["session"],
            booking_date=values.get("booking_date"),
            now=clock.now(),
        ),
        lambda booking_id: _answer(request, booking_id, 201),
    )


def _book_and_pay(request: Request, values: dict[str, Any]) -> HttpResponse:
    def work(made: UUID | None) -> Answer:
        booking_id = change.book_and_pay(
            user=signed_in(request),
            session_id=values["session"],
            booking_date=values.get("booking_date"),
            made=made,
            now=clock.now(),
        )
        return _answer(request, booking_id, 201)

    return once_resumable(request, work)


class MyBookings(Bookings):
    """The same list under the name that the document gives it."""

    http_method_names = ("get", "head", "options")


class CreatorBookings(APIView):
    """Bookings on the sessions one has created."""

    @extend_schema(parameters=[forms.BookingsQuery], responses={200: BOOKINGS, **refused(400)})
    def get(self, request: Request) -> HttpResponse:
        query = parse_query(forms.BookingsQuery, request)
        return bookings_page(
            request, query, scope=ON_MY_SESSIONS, reader_id=signed_in(request).pk, now=clock.now()
        )


class CreatorBookingsExport(APIView):
    """The same as a file for spreadsheets."""

    @extend_schema(
        parameters=[forms.ExportQuery],
        responses={(200, "text/csv"): OpenApiTypes.STR, **refused(400)},
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        query = parse_query(forms.ExportQuery, request)
        lines = roster.roster_lines(creator=signed_in(request), session_id=query.get("session"))
        response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="bookings.csv"'
        return response


class BookingDetail(APIView):
    """One booking, for its booker or the session's creator."""

    @extend_schema(parameters=[IF_NONE_MATCH], responses={200: BOOKING, **refused(404)})
    def get(self, request: Request, booking_id: UUID) -> HttpResponseBase:
        return with_etag(request, _http(_answer(request, booking_id)))

    @extend_schema(
        request=forms.ChangeInput,
        responses={200: BOOKING, **refused(400, 402, 404, 409, 410, 503)},
    )
    def patch(self, request: Request, booking_id: UUID) -> HttpResponse:
        values = parse(
            forms.ChangeInput,
            request,
            partial=True,
            owned_values=_owned_values(request, booking_id),
        )
        change.change_booking(
            user=signed_in(request),
            booking_id=booking_id,
            booking_date=values.get("booking_date"),
            status=values.get("status"),
            payment_status_sent=values.get("payment_status"),
            now=clock.now(),
        )
        return _http(_answer(request, booking_id))

    @extend_schema(responses={204: None, **refused(404, 503)})
    def delete(self, request: Request, booking_id: UUID) -> HttpResponse:
        cancel.remove_booking(user=signed_in(request), booking_id=booking_id, now=clock.now())
        return HttpResponse(status=204)


def _owned_values(request: Request, booking_id: UUID) -> dict[str, UUID]:
    booking = Booking.objects.booked_by(signed_in(request)).filter(pk=booking_id).first()
    if booking is None:
        raise NotFound()
    return {"id": booking.pk, "user": booking.user_id, "session": booking.session_id}


class Pay(APIView):
    """Pay for a hold, or ask how the payment stands."""

    @extend_schema(
        request=forms.PayInput,
        parameters=[IDEMPOTENCY_KEY],
        responses={200: BOOKING, 202: forms.WaitingOutput, **refused(400, 402, 404, 409, 410, 503)},
    )
    def post(self, request: Request, booking_id: UUID) -> HttpResponse:
        values = parse(forms.PayInput, request)

        def work(_made: UUID | None) -> Answer:
            outcome = pay.pay_booking(
                user=signed_in(request),
                booking_id=booking_id,
                method=values["card"],
                now=clock.now(),
            )
            return _progress(request, outcome)

        return once_resumable(request, work)


class ConfirmPayment(APIView):
    """Confirm a payment that waits for its payer."""

    @extend_schema(
        request=forms.ConfirmInput,
        responses={200: BOOKING, 202: forms.WaitingOutput, **refused(400, 402, 404, 409, 410, 503)},
    )
    def post(self, request: Request, booking_id: UUID) -> HttpResponse:
        parse(forms.ConfirmInput, request)
        outcome = pay.confirm_payment(user=signed_in(request), booking_id=booking_id)
        return _http(_progress(request, outcome))


def _progress(request: Request, outcome: pay.Paid | pay.Waiting) -> Answer:
    answer = _answer(request, outcome.booking_id)
    if isinstance(outcome, pay.Paid):
        return answer
    member = b',"payment":' + json.dumps({"status": outcome.state}).encode() + b"}"
    return Answer(202, answer.body.rstrip().removesuffix(b"}") + member)


class Cancellation(APIView):
    """What a cancel would do now."""

    @extend_schema(responses={200: forms.CancellationOutput, **refused(404)})
    def get(self, request: Request, booking_id: UUID) -> Response:
        terms = cancel.cancellation_terms(
            user=signed_in(request), booking_id=booking_id, now=clock.now()
        )
        return Response(forms.CancellationOutput(terms).data)


class CalendarEntry(APIView):
    """The booking as a calendar entry, for its booker and the creator."""

    @extend_schema(responses={(200, "text/calendar"): OpenApiTypes.STR, **refused(404)})
    def get(self, request: Request, booking_id: UUID) -> HttpResponseBase:
        readable = Booking.objects.readable_by(signed_in(request)).select_related("session")
        booking = readable.filter(pk=booking_id).first()
        if booking is None:
            raise NotFound()
        response = HttpResponse(
            calendar_entry(booking), content_type="text/calendar; charset=utf-8"
        )
        response["Content-Disposition"] = 'attachment; filename="session.ics"'
        return response


class Insights(APIView):
    """A creator's figures."""

    permission_classes = (IsCreator,)

    @extend_schema(
        parameters=[forms.InsightsQuery],
        responses={200: forms.InsightsOutput, **refused(400, 403)},
    )
    def get(self, request: Request) -> Response:
        query = parse_query(forms.InsightsQuery, request)
        return Response(
            insights.creator_insights(
                creator=signed_in(request),
                first=query.get("from"),
                last=query.get("to"),
                now=clock.now(),
            )
        )
